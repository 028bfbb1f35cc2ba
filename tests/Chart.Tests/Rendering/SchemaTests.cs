using System.Collections;
using System.Text.Json.Nodes;
using Slams.Chart.Tests.Support;
using Slams.Cli.Configuration;
using YamlDotNet.Serialization;

namespace Slams.Chart.Tests.Rendering;

/// <summary>The schema of the values knows the settings of the workers, no more and no fewer.</summary>
public sealed class SchemaTests
{
    /// <summary>Settings that the chart decides, or that the values have elsewhere; a secret has no place in a config map.</summary>
    private static readonly HashSet<string> OfTheChart =
    [
        "Stations:ModelFolder", "Satellite:ModelFolder", "Publisher:OutputFolder", "Publisher:ModelFolder", "Publisher:Url", "Publisher:TopicPrefix", "Publisher:Group",
        "Publisher:Notifications:Webhooks:Secret", "Publisher:S3:AccessKeyId", "Publisher:S3:SecretAccessKey",
        "Stations:Poll:Http:Authorization", "Satellite:Poll:Http:Authorization",
        "Stations:Poll:Mqtt:Password", "Satellite:Poll:Mqtt:Password",
        "Stations:Poll:S3:AccessKeyId", "Stations:Poll:S3:SecretAccessKey", "Satellite:Poll:S3:AccessKeyId", "Satellite:Poll:S3:SecretAccessKey",
    ];

    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Chart, "values.schema.json")))!;

    private static readonly Dictionary<string, string> PlacesOfSections = new()
    {
        ["Run"] = "config",
        ["Cycle"] = "config",
        ["Access"] = "config",
        ["Http"] = "config",
        ["Assimilator"] = "assimilator/config",
        ["Analysis"] = "assimilator/config",
        ["Stations"] = "stations/config",
        ["Quality"] = "stations/config",
        ["Satellite"] = "satellite/config",
        ["Abi"] = "satellite/config",
        ["Publisher"] = "publisher/config",
    };

    public static TheoryData<string> Sections => [.. PlacesOfSections.Keys];

    [Theory]
    [MemberData(nameof(Sections))]
    public void Schema_and_options_have_the_same_settings(string section)
    {
        var type = KnownSections.All.Single(one => one.Name == section).Type;
        var node = PlacesOfSections[section].Split('/').Append(section).Aggregate(Schema, (at, key) => Resolve(at["properties"]![key]!));

        Assert.Equal(
            Settings(type, section).Where(setting => !OfTheChart.Contains(setting)).Order(StringComparer.Ordinal),
            Named(node, section).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_value_is_among_the_documented_ones()
    {
        var values = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(File.ReadAllText(Path.Combine(Repository.Chart, "values.yaml")));

        Assert.Empty(Missing(Schema, values, "").Except(["/global"], StringComparer.Ordinal));
    }

    [Fact]
    public void The_comment_on_the_shared_settings_names_their_sections()
    {
        const string words = "# Settings that all workers share: sections ";
        var comment = File.ReadLines(Path.Combine(Repository.Chart, "values.yaml")).Single(line => line.StartsWith(words, StringComparison.Ordinal));

        Assert.Equal(
            Schema["properties"]!["config"]!["properties"]!.AsObject().Select(section => section.Key).Order(StringComparer.Ordinal),
            comment[words.Length..].TrimEnd('.').Split([", ", " and "], StringSplitOptions.None).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_that_is_not_known_is_let_pass()
    {
        var open = Objects(Schema, "").Where(one => one.Node["properties"] is not null && one.Node["additionalProperties"]?.ToJsonString() != "false");

        Assert.Empty(open.Select(one => one.Path));
    }

    /// <summary>What the schema knows and the chart's own values lack; not the settings of the workers, which have defaults of their own.</summary>
    private static IEnumerable<string> Missing(JsonNode node, object? values, string path) =>
        Resolve(node)["properties"] is not JsonObject properties || path.EndsWith("/config", StringComparison.Ordinal) || path.EndsWith("Probe", StringComparison.Ordinal) || path.EndsWith("/strategy", StringComparison.Ordinal)
            ? []
            : properties.SelectMany(property => values is Dictionary<object, object?> map && map.TryGetValue(property.Key, out var value)
                ? Missing(property.Value!, value, $"{path}/{property.Key}")
                : [$"{path}/{property.Key}"]);

    private static JsonNode Resolve(JsonNode node) =>
        (string?)node["$ref"] is { } reference ? Schema["definitions"]![reference["#/definitions/".Length..]]! : node;

    /// <summary>Leaves of a class of options, as keys of the configuration without the numbers of lists.</summary>
    private static IEnumerable<string> Settings(Type type, string path) => type
        .GetProperties()
        .SelectMany(property => Item(property.PropertyType) is { } inner
            ? Settings(inner, $"{path}:{property.Name}")
            : [$"{path}:{property.Name}"]);

    private static Type? Item(Type type)
    {
        var element = type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : type;
        return element.IsClass && element.Namespace!.StartsWith("Slams.", StringComparison.Ordinal) ? element : null;
    }

    private static IEnumerable<string> Named(JsonNode node, string path)
    {
        var resolved = Resolve(node);
        var inner = resolved["items"] is { } items ? Resolve(items) : resolved;
        return inner["properties"] is JsonObject properties
            ? properties.SelectMany(property => Named(property.Value!, $"{path}:{property.Key}"))
            : [path];
    }

    private static IEnumerable<(string Path, JsonNode Node)> Objects(JsonNode? node, string path) => node switch
    {
        JsonObject some => some.SelectMany(child => Objects(child.Value, $"{path}/{child.Key}")).Prepend((path, some)),
        JsonArray list => list.SelectMany(child => Objects(child, path)),
        _ => [],
    };
}
