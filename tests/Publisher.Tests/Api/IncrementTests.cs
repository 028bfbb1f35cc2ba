using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class IncrementTests
{
    private const int Cells = 48 * 96;

    [Theory]
    [InlineData("", 2, "mean")]
    [InlineData("&from=19870111T0600Z", 0, "mean")]
    [InlineData("&from=19870111T0600Z&statistic=spread", 0, "spread")]
    [InlineData("&from=latest", 3, "mean")]
    public async Task Json_and_binary_hold_one_field_minus_the_other(string query, int from, string statistic)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 4).Select(n => SyntheticAnalysis.Make(n))]);
        var address = $"api/v1/cycles/19870112T0000Z/increment?level=85000{query}";

        var json = await publisher.Client.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken);
        var binary = await publisher.Client.GetByteArrayAsync($"{address}&format=binary", TestContext.Current.CancellationToken);

        var (one, other) = (SyntheticAnalysis.Make(3), SyntheticAnalysis.Make(from));
        var expected = Enumerable.Range(6 * Cells, Cells)
            .Select(i => statistic == "mean" ? one.MeanK[i] - other.MeanK[i] : one.SpreadK[i] - other.SpreadK[i]).ToArray();
        Assert.Equal(SyntheticAnalysis.CycleAt(from).Key, json.GetProperty("from").GetString());
        Assert.Equal(expected, json.GetProperty("values").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(v => v.GetSingle()));
        Assert.Equal(expected[^1], BinaryPrimitives.ReadSingleLittleEndian(binary.AsSpan(binary.Length - 4)));
    }

    [Theory]
    [InlineData("19870111T0600Z/increment?level=85000", 404)]
    [InlineData("19870111T1200Z/increment?level=85000&from=19990101T0000Z", 404)]
    [InlineData("19870111T1200Z/increment?level=85000&from=..%2Fx", 400)]
    [InlineData("19870111T1200Z/increment?level=1", 400)]
    public async Task Without_the_other_cycle_there_is_no_increment(string query, int status)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));

        using var response = await publisher.Client.GetAsync($"api/v1/cycles/{query}", TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Revisions_are_listed_newest_first()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1));

        var list = await publisher.Client.GetFromJsonAsync<JsonElement>("api/v1/cycles/latest/revisions", TestContext.Current.CancellationToken);

        var revisions = list.GetProperty("revisions").EnumerateArray().ToList();
        Assert.Equal([1, 0], revisions.Select(revision => revision.GetProperty("revision").GetInt32()));
        Assert.Equal([true, false], revisions.Select(revision => revision.GetProperty("current").GetBoolean()));
    }

    [Fact]
    public async Task A_page_names_the_next_one_in_a_link()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));

        using var first = await publisher.Client.GetAsync("api/v1/cycles?limit=1", TestContext.Current.CancellationToken);
        using var last = await publisher.Client.GetAsync(
            "api/v1/cycles?limit=1&before=19870111T1200Z", TestContext.Current.CancellationToken);

        Assert.Equal("</api/v1/cycles?limit=1&before=19870111T1200Z>; rel=\"next\"", Assert.Single(first.Headers.GetValues("Link")));
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        Assert.False(last.Headers.Contains("Link"));
    }
}
