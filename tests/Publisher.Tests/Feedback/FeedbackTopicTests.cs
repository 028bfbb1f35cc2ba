using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Publisher.Feedback;
using Slams.Publisher.Tests.Support;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Streaming.Sqlite;

namespace Slams.Publisher.Tests.Feedback;

public sealed class FeedbackTopicTests
{
    private const string Group = "slams-publisher-feedback-topic";

    [Fact]
    public async Task Every_observation_is_in_one_message_of_its_cycle_and_quantity()
    {
        var analysis = SyntheticAnalysis.WithAllFeedback(SyntheticAnalysis.Make(0, stations: 1100));
        var records = await PublishAsync(analysis);

        Assert.Equal(["air_temperature", "precipitation_6h", "toa_outgoing_longwave_flux"], records.Select(r => r.Key!.Split('/')[1]).Distinct());
        Assert.Equal(records.Count, records.Select(record => record.Key).Distinct().Count());
        Assert.All(records, record => Assert.Equal(("feedback", "application/json"), (record.Headers[RecordHeaders.Kind], record.Headers["content-type"])));
        // A tenth of what a broker takes unless it is told otherwise would do; half is left as room for long names.
        Assert.All(records, record => Assert.InRange(record.Value.Length, 100, 500_000));

        var observations = new List<JsonElement>();
        foreach (var quantity in records.GroupBy(record => record.Key!.Split('/')[1]))
        {
            var parts = quantity.Select(record => JsonDocument.Parse(record.Value).RootElement).ToList();
            Assert.Equal(Enumerable.Range(1, parts.Count), parts.Select(part => part.GetProperty("part").GetInt32()));
            Assert.All(parts, part => Assert.Equal(
                (1, "test", "19870111T0600Z", "1987-01-11T06:00:00Z", 0, quantity.Key, parts.Count),
                (part.GetProperty("schema_version").GetInt32(), part.GetProperty("run_id").GetString(), part.GetProperty("cycle").GetString(),
                    part.GetProperty("time").GetString(), part.GetProperty("revision").GetInt32(), part.GetProperty("quantity").GetString(),
                    part.GetProperty("parts").GetInt32())));
            observations.AddRange(parts.SelectMany(part => part.GetProperty("observations").EnumerateArray()));
        }

        Assert.Equal(1100 + 1100 + SyntheticAnalysis.Grid.Horizontal.CellCount + SyntheticAnalysis.Grid.Horizontal.Columns, observations.Count);
        foreach (var (found, given) in observations.Zip(analysis.Departures))
        {
            Assert.Equal(
                (given.StationId, given.LatitudeDegrees, given.LongitudeDegrees, given.ObservedK, given.BackgroundK, given.AnalysisK, given.AnalysisSpreadK,
                    given.ClimatologyK, given.Flag, (int)given.Flag),
                (found.GetProperty("source_id").GetString(), Number("latitude"), Number("longitude"), Single("observed"), Single("background"),
                    Single("analysis"), Single("analysis_spread"), Single("climatology"), Enum.Parse<QualityFlag>(found.GetProperty("flag").GetString()!),
                    found.GetProperty("flag_code").GetInt32()));
            Assert.Equal(given.Use, new ObservationUse(Single("error"), Single("weight"), Single("cell_distance_km"), Single("time_offset_s")) { Correction = Single("correction") });

            double Number(string name) => found.GetProperty(name).GetDouble();
            float Single(string name) => found.GetProperty(name).GetSingle();
        }
    }

    [Fact]
    public async Task Temperatures_of_profiles_have_their_pressure_which_nothing_else_tells_of()
    {
        ProfileDeparture[] profiles =
        [
            new("P", 50, 10, 85_000, 282, 280, 281, 1, 280, 2, QualityFlag.Assimilated, "", new ObservationUse(0.7f, 1, 12, -60)),
            new("P", 50, 10, 50_000, 290, 280, 280, 1, 280, 2, QualityFlag.FirstGuessDeparture, "far", new ObservationUse(0.7f, 0, 12, -60)),
        ];
        var records = await PublishAsync(SyntheticAnalysis.Make(0, stations: 1) with { Profiles = profiles });

        Assert.Equal(["19870111T0600Z/air_temperature/1", "19870111T0600Z/air_temperature_profile/1"], records.Select(record => record.Key));
        var (station, profile) = (Root(records[0]), Root(records[1]));
        Assert.False(station.GetProperty("observations")[0].TryGetProperty("pressure_pa", out _));
        Assert.Equal("K", profile.GetProperty("unit").GetString());
        var levels = profile.GetProperty("observations").EnumerateArray().ToList();
        Assert.Equal([85_000f, 50_000], levels.Select(level => level.GetProperty("pressure_pa").GetSingle()));
        Assert.Equal(["Assimilated", "FirstGuessDeparture"], levels.Select(level => level.GetProperty("flag").GetString()));
        Assert.Equal((282f, 0.7f, 2f, "far"), (levels[0].GetProperty("observed").GetSingle(), levels[0].GetProperty("error").GetSingle(),
            levels[0].GetProperty("background_error").GetSingle(), levels[1].GetProperty("reason").GetString()));

        static JsonElement Root(StoredRecord record) => JsonDocument.Parse(record.Value).RootElement;
    }

    [Fact]
    public async Task A_repeat_has_the_same_keys_and_bytes_and_a_revision_takes_their_place_by_key()
    {
        var analysis = SyntheticAnalysis.Make(0, stations: FeedbackMessage.MostObservations + 1);
        var records = await PublishAsync(analysis, analysis, SyntheticAnalysis.Make(0, revision: 1, stations: FeedbackMessage.MostObservations + 2));

        Assert.Equal(["19870111T0600Z/air_temperature/1", "19870111T0600Z/air_temperature/2"], records.Take(2).Select(record => record.Key));
        Assert.Equal(records.Take(2).Select(Whole), records.Skip(2).Take(2).Select(Whole));
        Assert.Equal(records.Take(2).Select(record => record.Key), records.Skip(4).Select(record => record.Key));
        Assert.Equal([0, 0, 1, 1], records.Skip(2).Select(record => record.RevisionOf()));

        static string Whole(StoredRecord record) => $"{record.Key} {Convert.ToHexString(record.Value.Span)}";
    }

    [Fact]
    public async Task What_is_missing_is_null_and_a_cycle_without_observations_has_no_message()
    {
        var made = SyntheticAnalysis.Make(0, stations: 1);
        var departure = made.Departures[0] with { BackgroundK = float.NaN, Use = null };
        var records = await PublishAsync(made with { Departures = [] }, made with { Departures = [departure] });

        var observation = JsonDocument.Parse(Assert.Single(records).Value).RootElement.GetProperty("observations")[0];
        Assert.All(
            new[] { "background", "error", "weight", "cell_distance_km", "time_offset_s", "correction" },
            name => Assert.Equal(JsonValueKind.Null, observation.GetProperty(name).ValueKind));
        Assert.Equal(departure.ObservedK, observation.GetProperty("observed").GetSingle());
    }

    private static async Task<List<StoredRecord>> PublishAsync(params Analysis[] analyses)
    {
        using var folder = new ScratchFolder();
        await using var log = new SqliteEventLog(new SqliteLogOptions { Path = Path.Combine(folder.Path, "log.db") });
        await using var publisher = await RunningPublisher.StartAsync(
            options => options.FeedbackTopic = true, services: services => services.AddSingleton<IEventLog>(log));
        Array.ForEach(analyses, analysis => publisher.Feed.Append(analysis));
        await publisher.Feed.CommittedAsync(Group, analyses.Length);
        var records = new List<StoredRecord>();
        await foreach (var record in log.ScanAsync(new Topics().Feedback, [], TestContext.Current.CancellationToken))
        {
            records.Add(record);
        }

        return records;
    }
}
