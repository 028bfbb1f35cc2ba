using System.Text;
using Slams.Hosting.Configuration;

namespace Slams.Cli.Configuration;

/// <summary>The reference of every key, written from the options' classes: defaults from an instance, rules from annotations, meanings from comments.</summary>
internal static class ConfigurationReference
{
    private const string Head =
        """
        # Configuration

        Written by `slams config reference` from the source; a test compares. [usage.md](usage.md) explains the features.

        Later sources win: `appsettings.json` and `appsettings.ENVIRONMENT.json` in the working directory, the environment
        (`Publisher__S3__0__Name` for `Publisher:S3:0:Name`), the command line (`--Publisher:S3:0:Name minio`). `N` stands for the numbers 0, 1, …,
        `*` for a name. Time spans are `hh:mm:ss` or `d.hh:mm:ss`, times ISO-8601. A wrong value stops the start with exit code 2 and a line for
        each that names key, rule and value. `slams config check` says the same without starting, and finds keys that nothing reads.
        Sections `Logging`, `AllowedHosts` and `Kestrel` are those of ASP.NET Core.

        """;

    public static string Write()
    {
        var comments = new SourceComments();
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var section in KnownSections.All)
        {
            text.Append($"\n## {section.Name}\n\n{comments.Of(section.Type)} Read by {section.ReadBy}.\n\n");
            text.Append("| key | values | default | meaning |\n|---|---|---|---|\n");
            foreach (var key in SettingKeys.Of(section))
            {
                text.Append($"| `{key.Key}` | {Cell(Values(key))} | {Cell(Default(key))} | {Cell(comments.Of(key.Property))} |\n");
            }
        }

        return text.ToString();
    }

    private static string Values(SettingKey key)
    {
        var type = Nullable.GetUnderlyingType(key.Property.PropertyType) ?? key.Property.PropertyType;
        var kind = type switch
        {
            { IsEnum: true } => string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`")),
            _ when type == typeof(bool) => "`true`, `false`",
            _ when type == typeof(TimeSpan) => "time span",
            _ when type == typeof(DateTimeOffset) => "time",
            _ when type == typeof(int) || type == typeof(long) => "whole number",
            _ when type == typeof(double) => "number",
            _ => "text",
        };
        var secret = key.Property.IsDefined(typeof(SecretAttribute), false) ? "secret " : "";
        return SettingRules.RuleOf(key.Property) is { } rule ? $"{secret}{kind}, {rule}" : secret + kind;
    }

    private static string Default(SettingKey key) => SettingRules.Text(key.Default) is { Length: > 0 } text ? $"`{text}`" : "";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
