using System.Net.Http.Json;
using System.Text.Json;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Edr;

/// <summary>A publisher with four analyses, for the tests that only read.</summary>
public sealed class PublishedCycles : IAsyncLifetime
{
    private RunningPublisher? _publisher;

    internal HttpClient Client => _publisher!.Client;

    public async ValueTask InitializeAsync()
    {
        _publisher = await RunningPublisher.StartAsync(options =>
        {
            options.MaxAnswerValues = 100_000;
            options.MaxAnswerCycles = 3;
        });
        await _publisher.PublishAsync([.. Enumerable.Range(0, 4).Select(n => SyntheticAnalysis.Make(n))]);
    }

    public ValueTask DisposeAsync() => _publisher!.DisposeAsync();

    internal Task<JsonElement> QueryAsync(string query) =>
        Client.GetFromJsonAsync<JsonElement>($"edr/collections/analysis/{query}", TestContext.Current.CancellationToken);

    internal static float[] Range(JsonElement coverage, string parameter) =>
    [
        .. coverage.GetProperty("ranges").GetProperty(parameter).GetProperty("values").EnumerateArray()
            .Select(value => value.ValueKind == JsonValueKind.Null ? float.NaN : value.GetSingle()),
    ];

    internal static double[] Axis(JsonElement coverage, string name) =>
        [.. coverage.GetProperty("domain").GetProperty("axes").GetProperty(name).GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
}
