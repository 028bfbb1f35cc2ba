using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class FeedbackParquetTests
{
    [Fact]
    public async Task DuckDB_reads_back_every_departure()
    {
        var analysis = SyntheticAnalysis.Make(0, revision: 1, stations: 40);
        analysis = SyntheticAnalysis.WithAllFeedback(
            analysis with { Profiles = [Profile(85_000), Profile(50_000)], Departures = [.. analysis.Departures.Select((d, i) => i == 3 ? d with { BackgroundK = float.NaN } : i == 4 ? d with { BackgroundErrorK = 1.5f, Use = d.Use! with { Correction = -0.5f }, Reason = "odd, \"so\"" } : d)] });
        using var folder = new ScratchFolder();
        await Sink(folder).DeliverAsync(analysis, TestContext.Current.CancellationToken);
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();

        Assert.Equal(
            [
                "time TIMESTAMP", "run_id VARCHAR", "revision INTEGER", "quantity VARCHAR", "unit VARCHAR", "source_id VARCHAR", "latitude DOUBLE",
                "longitude DOUBLE", "time_offset_s FLOAT", "cell_distance_km FLOAT", "observed FLOAT", "background FLOAT", "analysis FLOAT",
                "analysis_spread FLOAT", "climatology FLOAT", "observed_minus_background FLOAT", "observed_minus_analysis FLOAT", "error FLOAT",
                "weight FLOAT", "background_error FLOAT", "correction FLOAT", "pressure_pa FLOAT", "flag VARCHAR", "flag_code INTEGER", "reason VARCHAR",
            ],
            Ask("select column_name || ' ' || column_type from (describe select * from TABLE)").Select(row => row[0]));
        var cells = SyntheticAnalysis.Grid.Horizontal.CellCount + SyntheticAnalysis.Grid.Horizontal.Columns;
        Assert.Equal(
            [82L + cells, analysis.Cycle.Time.UtcDateTime, 1, "test", 81L + cells],
            Assert.Single(Ask("select count(*), min(time), min(revision), min(run_id), count(background) from TABLE")));
        var rows = Ask(
            """
            select source_id, flag, flag_code, latitude, longitude, observed, background, observed_minus_background, observed_minus_analysis, error, weight,
              cell_distance_km, time_offset_s, background_error, correction, reason from TABLE where quantity = 'air_temperature'
            """);
        Assert.Equal(analysis.Departures.Select(Row), rows);
        var assimilated = (double)analysis.Departures.Count(d => d.Flag == QualityFlag.Assimilated);
        Assert.Equal(
            [
                ["air_temperature", "K", 40L, 40L, assimilated],
                ["air_temperature_profile", "K", 2L, 1L, 2.0],
                ["precipitation_6h", "log(1+mm)", 40L, 40L, assimilated],
                // Half of every cell, and a quarter of the row that the second frame saw.
                ["toa_outgoing_longwave_flux", "W m-2", (long)cells, 2L, (SyntheticAnalysis.Grid.Horizontal.CellCount / 2.0) + (SyntheticAnalysis.Grid.Horizontal.Columns / 4.0)],
            ],
            Ask("select quantity, any_value(unit), count(*), count(distinct source_id), sum(weight) from TABLE group by 1 order by 1"));
        Assert.Equal(
            [2.0, 1.0, 5.0, -3600f, 0f],
            Assert.Single(Ask(
                """
                select avg(observed_minus_background), avg(observed_minus_analysis), avg(error), max(time_offset_s), max(cell_distance_km)
                  from TABLE where quantity = 'toa_outgoing_longwave_flux'
                """)));

        Assert.Equal([[50_000f, 282f], [85_000f, 282f]], Ask("select pressure_pa, observed from TABLE where pressure_pa is not null order by 1"));

        static ProfileDeparture Profile(float pressure) =>
            new("P", 50, 10, pressure, 282, 280, 281, 1, 280, 2, QualityFlag.Assimilated, "", new ObservationUse(0.7f, 1, 12, -60));

        static object?[] Row(StationDeparture d) =>
        [
            d.StationId, d.Flag.ToString(), (int)d.Flag, d.LatitudeDegrees, d.LongitudeDegrees, d.ObservedK, Number(d.BackgroundK),
            Number(d.ObservedK - d.BackgroundK), d.ObservedK - d.AnalysisK, d.Use!.Error, d.Use.Weight, d.Use.CellDistanceKm, d.Use.TimeOffsetSeconds,
            Number(d.BackgroundErrorK), d.Use.Correction, d.Reason.Length == 0 ? null : d.Reason,
        ];

        static object? Number(float value) => float.IsFinite(value) ? value : null;

        List<object?[]> Ask(string sql)
        {
            using var command = duck.CreateCommand();
            command.CommandText = sql.Replace("TABLE", $"'{Path.Combine(folder.Path, "feedback_19870111T0600Z.parquet")}'", StringComparison.Ordinal);
            using var reader = command.ExecuteReader();
            var found = new List<object?[]>();
            while (reader.Read())
            {
                found.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
            }

            return found;
        }
    }

    [Fact]
    public async Task A_repeat_leaves_the_file_alone()
    {
        using var folder = new ScratchFolder();
        var (sink, path) = (Sink(folder), Path.Combine(folder.Path, "feedback_19870111T0600Z.parquet"));
        await sink.DeliverAsync(SyntheticAnalysis.Make(0), TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        await sink.DeliverAsync(SyntheticAnalysis.Make(0), TestContext.Current.CancellationToken);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));

        await sink.DeliverAsync(SyntheticAnalysis.Make(0, revision: 1), TestContext.Current.CancellationToken);
        Assert.NotEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public async Task What_failed_and_earlier_revisions_leave_a_table_in_its_place()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        var (sink, path) = (Sink(folder), Path.Combine(folder.Path, "feedback_19870111T0600Z.parquet"));
        await sink.DeliverAsync(SyntheticAnalysis.Make(0, revision: 1), cancellation);
        var table = await File.ReadAllBytesAsync(path, cancellation);

        await sink.DeliverAsync(SyntheticAnalysis.Failed(0, revision: 2), cancellation);
        await sink.DeliverAsync(SyntheticAnalysis.Make(0), cancellation);
        Assert.Equal(table, await File.ReadAllBytesAsync(path, cancellation));

        // Another run is no earlier revision, and what is no table stays in nobody's way.
        await sink.DeliverAsync(SyntheticAnalysis.Make(0, runId: "other"), cancellation);
        Assert.NotEqual(table, await File.ReadAllBytesAsync(path, cancellation));
        await File.WriteAllTextAsync(path, "no table", cancellation);
        await sink.DeliverAsync(SyntheticAnalysis.Make(0, revision: 1), cancellation);
        Assert.Equal(table, await File.ReadAllBytesAsync(path, cancellation));
    }

    [Fact]
    public async Task An_analysis_takes_the_place_of_a_cycle_that_failed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        var (sink, path) = (Sink(folder), Path.Combine(folder.Path, "feedback_19870111T0600Z.parquet"));
        await sink.DeliverAsync(SyntheticAnalysis.Failed(0), cancellation);
        var empty = new FileInfo(path).Length;

        await sink.DeliverAsync(SyntheticAnalysis.Make(0, revision: 1), cancellation);

        Assert.True(new FileInfo(path).Length > empty);
    }

    private static FeedbackParquetSink Sink(ScratchFolder folder) =>
        new(new CycleFiles(folder.Path, FileLayout.Parse(""), "feedback_", ".parquet"), checksums: true, retention: null, NullLogger<FeedbackParquetSink>.Instance);
}
