using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class CycleEndpointTests
{
    [Fact]
    public async Task List_is_newest_first_and_pages_without_gap_or_overlap()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 5).Select(n => SyntheticAnalysis.Make(n))]);

        var seen = new List<string>();
        var next = "api/v1/cycles?limit=2";
        while (next is not null)
        {
            var page = await publisher.Client.GetFromJsonAsync<JsonElement>(next);
            Assert.Equal(5, page.GetProperty("total").GetInt32());
            seen.AddRange(page.GetProperty("cycles").EnumerateArray().Select(c => c.GetProperty("cycle").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(0, 5).Reverse().Select(n => SyntheticAnalysis.CycleAt(n).Key), seen);
    }

    [Fact]
    public async Task Before_the_first_analysis_the_list_is_empty_and_latest_is_a_problem_document()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        var list = await publisher.Client.GetFromJsonAsync<JsonElement>("api/v1/cycles");
        using var latest = await publisher.Client.GetAsync("api/v1/cycles/latest");

        Assert.Equal(0, list.GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, latest.StatusCode);
        Assert.Equal("application/problem+json", latest.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Metadata_tells_provenance_counts_and_area_weighted_statistics()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var analysis = SyntheticAnalysis.Make(0);
        await publisher.PublishAsync(analysis);

        var document = await publisher.Client.GetFromJsonAsync<JsonElement>("api/v1/cycles/latest");

        Assert.Equal("19870111T0600Z", document.GetProperty("cycle").GetString());
        var provenance = document.GetProperty("provenance");
        Assert.Equal("synthetic-1", provenance.GetProperty("modelId").GetString());
        Assert.Equal(50, provenance.GetProperty("inputCounts").GetProperty("reading.Assimilated").GetInt64());
        var stations = document.GetProperty("stations");
        Assert.Equal(51, stations.GetProperty("assimilated").GetProperty("count").GetInt32());
        Assert.Equal(6, stations.GetProperty("passive").GetProperty("count").GetInt32());
        Assert.Equal(3, stations.GetProperty("rejected").GetInt32());

        var grid = analysis.Grid.Horizontal;
        var level = document.GetProperty("levels")[6];
        double expected = 0, weight = 0;
        for (var row = 0; row < grid.Rows; row++)
        {
            var cosine = Math.Cos(grid.LatitudesDegrees[row] * Math.PI / 180);
            expected += cosine * analysis.MeanK.AsSpan((6 * grid.CellCount) + (row * grid.Columns), grid.Columns).ToArray().Average(v => (double)v);
            weight += cosine;
        }

        Assert.Equal(85000, level.GetProperty("pressurePa").GetDouble());
        Assert.Equal(expected / weight, level.GetProperty("mean").GetProperty("average").GetDouble(), 1e-6);
        Assert.Equal(analysis.SpreadK.Skip(6 * grid.CellCount).Take(grid.CellCount).Max(), level.GetProperty("spread").GetProperty("maximum").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Metadata_is_not_sent_again_until_a_revision_changes_it()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        using var first = await publisher.Client.GetAsync("api/v1/cycles/latest");
        var tag = first.Headers.ETag!;

        using var again = await GetIfNoneMatchAsync(publisher.Client, "api/v1/cycles/latest", tag);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0, revision: 1));
        using var revised = await GetIfNoneMatchAsync(publisher.Client, "api/v1/cycles/latest", tag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, revised.StatusCode);
        Assert.Equal(1, publisher.Store.Count);
    }

    [Theory]
    [InlineData("api/v1/cycles?limit=1")]
    [InlineData("edr/collections")]
    [InlineData("edr/collections/analysis")]
    public async Task Lists_are_not_sent_again_until_a_cycle_comes_or_is_revised(string address)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var tags = new List<EntityTagHeaderValue>();
        foreach (var analysis in new[] { SyntheticAnalysis.Make(1), SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1, revision: 1) })
        {
            await publisher.PublishAsync(analysis);
            using var answer = await publisher.Client.GetAsync(address, TestContext.Current.CancellationToken);
            using var again = await GetIfNoneMatchAsync(publisher.Client, address, answer.Headers.ETag!);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (answer.StatusCode, again.StatusCode));
            Assert.DoesNotContain(answer.Headers.ETag!, tags);
            tags.Add(answer.Headers.ETag!);
        }
    }

    [Fact]
    public async Task Download_serves_the_file_whole_in_parts_and_not_again()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        const string address = "api/v1/cycles/19870111T0600Z/file";

        using var whole = await publisher.Client.GetAsync(address);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(100, 199) } };
        using var part = await publisher.Client.SendAsync(request);
        using var again = await GetIfNoneMatchAsync(publisher.Client, address, whole.Headers.ETag!);

        Assert.Equal("application/x-netcdf", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal("analysis_19870111T0600Z.nc", whole.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[100..200], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("bytes=0-99,200-299", HttpStatusCode.OK)]
    [InlineData("bytes=9999999999-", HttpStatusCode.RequestedRangeNotSatisfiable)]
    [InlineData("bytes=0-9999999999", HttpStatusCode.PartialContent)]
    [InlineData("bytes=99999999999999999999999-", HttpStatusCode.OK)]
    public async Task A_range_beyond_the_file_or_of_no_sense_is_refused_or_passed_over(string range, HttpStatusCode status)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/cycles/latest/file");
        Assert.True(request.Headers.TryAddWithoutValidation("Range", range));

        using var answer = await publisher.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("main.js", "text/javascript")]
    [InlineData("api/v1/cycles/latest/stations", "application/json")]
    [InlineData("api/v1/cycles/latest/field?level=50000&format=json", "application/json")]
    [InlineData("edr/collections/analysis/cube?bbox=0,0,40,40", "application/prs.coverage+json")]
    [InlineData("edr/collections/analysis/cube?bbox=0,0,40,40&f=CSV", "text/csv")]
    public async Task Text_is_compressed_for_clients_that_take_it(string address, string type)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var answer = await publisher.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var plain = await publisher.Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal((type, "gzip"), (answer.Content.Headers.ContentType?.MediaType, string.Join(',', answer.Content.Headers.ContentEncoding)));
        using var unpacked = new MemoryStream();
        await using var gzip = new GZipStream(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        await gzip.CopyToAsync(unpacked, TestContext.Current.CancellationToken);
        Assert.Equal(plain, unpacked.ToArray());
    }

    [Theory]
    [InlineData("api/v1/cycles/latest/field?level=50000&format=binary")]
    [InlineData("api/v1/cycles/latest/file")]
    public async Task Numbers_are_sent_as_they_are(string address)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");

        using var answer = await publisher.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Stations_carry_departures_and_flags()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var analysis = SyntheticAnalysis.Make(0);
        // A repeat of a report is feedback, and no station.
        await publisher.PublishAsync(analysis with { Departures = [.. analysis.Departures, analysis.Departures[3] with { Flag = QualityFlag.Duplicate }] });

        var document = await publisher.Client.GetFromJsonAsync<JsonElement>("api/v1/cycles/latest/stations");

        var stations = document.GetProperty("stations").EnumerateArray().ToList();
        Assert.Equal(analysis.Departures.Count, stations.Count);
        var expected = analysis.Departures[3];
        Assert.Equal(expected.StationId, stations[3].GetProperty("id").GetString());
        Assert.Equal(expected.ObservedK - expected.AnalysisK, stations[3].GetProperty("observedMinusAnalysisK").GetSingle());
        Assert.Equal("Assimilated", stations[3].GetProperty("flag").GetString());
        Assert.Equal("GrossError", stations[0].GetProperty("flag").GetString());
        Assert.Equal(expected.Use, new ObservationUse(Single("errorK"), Single("weight"), Single("cellDistanceKm"), Single("timeOffsetSeconds")) { Correction = Single("correctionK") });

        float Single(string name) => stations[3].GetProperty(name).GetSingle();
    }

    private static async Task<HttpResponseMessage> GetIfNoneMatchAsync(HttpClient client, string address, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(tag);
        return await client.SendAsync(request);
    }
}
