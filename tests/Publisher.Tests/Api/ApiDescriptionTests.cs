using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;
using NSwag;
using Slams.Formats.Tests.Support;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task Description_is_read_by_another_library_and_has_every_resource()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        var text = await publisher.Client.GetStringAsync("openapi/v1.json", TestContext.Current.CancellationToken);

        var document = await OpenApiDocument.FromJsonAsync(text, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "/api/v1/cycles", "/api/v1/cycles/{cycle}", "/api/v1/cycles/{cycle}/field", "/api/v1/cycles/{cycle}/file",
                "/api/v1/cycles/{cycle}/increment", "/api/v1/cycles/{cycle}/revisions", "/api/v1/cycles/{cycle}/stations", "/api/v1/events", "/api/v1/status",
                "/edr", "/edr/collections", "/edr/collections/analysis", "/edr/collections/analysis/area",
                "/edr/collections/analysis/cube", "/edr/collections/analysis/position", "/edr/conformance",
            ],
            document.Paths.Keys.Select(path => path.TrimEnd('/')).Order(StringComparer.Ordinal));
        var operations = document.Operations.ToList();
        Assert.Equal(operations.Count, operations.Select(operation => operation.Operation.OperationId).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.Equal("get", operation.Method);
            Assert.NotEmpty(operation.Operation.Summary);
            Assert.NotEmpty(operation.Operation.Responses["200"].Content);
            Assert.Contains("application/problem+json", operation.Operation.Responses["400"].Content.Keys);
        });
        Assert.Equal(["application/x-netcdf"], Answers("/file"));
        Assert.Equal(["application/json", "application/vnd.slams.field"], Answers("/field").Order(StringComparer.Ordinal));
        Assert.Equal(["application/prs.coverage+json", "text/csv"], Answers("/cube").Order(StringComparer.Ordinal));
        // Numbers that might be text have a pattern.
        Assert.DoesNotContain("\"pattern\"", text, StringComparison.Ordinal);
        var position = operations.Single(operation => operation.Path.EndsWith("/position", StringComparison.Ordinal)).Operation;
        Assert.Equal(
            ["coords", "crs", "datetime", "f", "parameter-name", "z"],
            position.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
        Assert.All(position.Parameters, parameter => Assert.NotEmpty(parameter.Description));
        Assert.StartsWith("3.0", JsonDocument.Parse(text).RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);

        IEnumerable<string> Answers(string ending) => operations
            .Single(operation => operation.Path.EndsWith(ending, StringComparison.Ordinal)).Operation.Responses["200"].Content.Keys;
    }

    [Fact]
    public async Task Description_keeps_the_json_schema_of_its_format()
    {
        var python = OutsideTool.PythonWith("openapi_spec_validator");
        await using var publisher = await RunningPublisher.StartAsync();
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "openapi.json");
        await File.WriteAllBytesAsync(path, await publisher.Client.GetByteArrayAsync("openapi/v1.json"), TestContext.Current.CancellationToken);

        const string script = "import json,sys; from openapi_spec_validator import OpenAPIV30SpecValidator as V; d=json.load(open(sys.argv[1])); "
            + "print([e.message for e in V(d).iter_errors()]); d['info'].pop('title'); print(len(list(V(d).iter_errors())) > 0)";
        Assert.Equal("[]\nTrue", OutsideTool.Run(python, "-c", script, path).ReplaceLineEndings("\n").Trim());
    }

    [Theory]
    [InlineData("/api/v1/cycles")]
    [InlineData("/api/v1/cycles/{cycle}")]
    [InlineData("/api/v1/cycles/{cycle}/stations")]
    [InlineData("/api/v1/cycles/{cycle}/revisions")]
    [InlineData("/api/v1/status")]
    [InlineData("/edr/")]
    [InlineData("/edr/conformance")]
    [InlineData("/edr/collections")]
    [InlineData("/edr/collections/analysis")]
    public async Task An_answer_is_what_the_description_says(string path)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1));
        var document = await OpenApiDocument.FromJsonAsync(
            await publisher.Client.GetStringAsync("openapi/v1.json", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var answers = document.Paths.Single(known => known.Key.TrimEnd('/') == path.TrimEnd('/')).Value["get"].Responses;

        Assert.Empty(await ProblemsAsync(path.Replace("{cycle}", "latest", StringComparison.Ordinal), "200"));
        if (path.Contains("{cycle}", StringComparison.Ordinal))
        {
            Assert.Empty(await ProblemsAsync(path.Replace("{cycle}", "nonsense", StringComparison.Ordinal), "400"));
        }

        async Task<ICollection<ValidationError>> ProblemsAsync(string address, string status)
        {
            using var answer = await publisher.Client.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal(status, $"{(int)answer.StatusCode}");
            var schema = answers[status].Content.Single().Value.Schema;
            Assert.NotEmpty(schema.ActualSchema.ActualProperties);
            return schema.Validate(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), SchemaType.OpenApi3);
        }
    }
}
