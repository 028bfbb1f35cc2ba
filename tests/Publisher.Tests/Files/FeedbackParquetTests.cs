using System.Text.Json;
using Slams.Core.Observations;
using Slams.Formats.Tests.Support;
using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class FeedbackParquetTests
{
    private const string Library = "node-api/node_modules/@duckdb/node-api/lib/index.js";

    private const string Script = """
        const [library, file] = process.argv.slice(1);
        const { DuckDBInstance } = (await import(library)).default;
        const connection = await (await DuckDBInstance.create(":memory:")).connect();
        const ask = async (sql) => (await connection.runAndReadAll(sql.replaceAll("FILE", `'${file}'`))).getRowObjectsJson();
        console.log(JSON.stringify({
          columns: (await ask("describe select * from FILE")).map((column) => `${column.column_name} ${column.column_type}`),
          rows: await ask("select station_id, flag, flag_code, latitude, air_temperature_K as t, observed_minus_analysis_K as oma from FILE"),
          all: (await ask("select count(*)::int n, min(epoch(time))::int t, min(revision) r, min(run_id) run, count(background_K)::int b from FILE"))[0],
        }));
        """;

    [Fact]
    public async Task DuckDB_reads_back_every_departure()
    {
        var analysis = SyntheticAnalysis.Make(0, revision: 1, stations: 40);
        analysis = analysis with { Departures = [.. analysis.Departures.Select((d, i) => i == 3 ? d with { BackgroundK = float.NaN } : d)] };
        using var folder = new ScratchFolder();
        await Sink(folder).DeliverAsync(analysis, TestContext.Current.CancellationToken);

        using var seen = JsonDocument.Parse(NodeReader.Run(Script, Library, Path.Combine(folder.Path, "feedback_19870111T0600Z.parquet")));
        var (root, all) = (seen.RootElement, seen.RootElement.GetProperty("all"));
        Assert.Equal(
            [
                "time TIMESTAMP", "run_id VARCHAR", "revision INTEGER", "station_id VARCHAR", "latitude DOUBLE", "longitude DOUBLE",
                "air_temperature_K FLOAT", "background_K FLOAT", "analysis_K FLOAT", "analysis_spread_K FLOAT", "climatology_K FLOAT",
                "observed_minus_background_K FLOAT", "observed_minus_analysis_K FLOAT", "flag VARCHAR", "flag_code INTEGER",
            ],
            root.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!));
        Assert.Equal((40, analysis.Cycle.Time.ToUnixTimeSeconds(), 1, "test", 39), (
            all.GetProperty("n").GetInt32(), all.GetProperty("t").GetInt64(), all.GetProperty("r").GetInt32(), all.GetProperty("run").GetString(),
            all.GetProperty("b").GetInt32()));
        foreach (var (row, departure) in root.GetProperty("rows").EnumerateArray().Zip(analysis.Departures))
        {
            Assert.Equal(departure.StationId, row.GetProperty("station_id").GetString());
            Assert.Equal(departure.Flag, Enum.Parse<QualityFlag>(row.GetProperty("flag").GetString()!));
            Assert.Equal((int)departure.Flag, row.GetProperty("flag_code").GetInt32());
            Assert.Equal(departure.LatitudeDegrees, row.GetProperty("latitude").GetDouble());
            Assert.Equal(departure.ObservedK, row.GetProperty("t").GetDouble(), 1e-3);
            Assert.Equal(departure.ObservedK - departure.AnalysisK, row.GetProperty("oma").GetDouble(), 1e-4);
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

    private static FeedbackParquetSink Sink(ScratchFolder folder) =>
        new(new CycleFiles(folder.Path, FileLayout.Parse(""), "feedback_", ".parquet"), checksums: true);
}
