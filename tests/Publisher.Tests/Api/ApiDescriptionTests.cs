using System.Text.Json;
using NSwag;
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
}
