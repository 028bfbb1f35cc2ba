using System.Text.Json;
using Slams.Core.Analyses;
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
          rows: await ask("select * from FILE where quantity = 'air_temperature'"),
          all: (await ask("select count(*)::int n, min(epoch(time))::int t, min(revision) r, min(run_id) run, count(background)::int b from FILE"))[0],
          kinds: await ask(`select quantity, any_value(unit) unit, count(*)::int n, count(distinct source_id)::int sources, avg(observed_minus_background) omb,
            avg(observed_minus_analysis) oma, avg(error) as error, sum(weight) as weight, max(time_offset_s) latest, max(cell_distance_km) farthest
            from FILE group by 1 order by 1`),
        }));
        """;

    [Fact]
    public async Task DuckDB_reads_back_every_departure()
    {
        var analysis = SyntheticAnalysis.Make(0, revision: 1, stations: 40);
        analysis = SyntheticAnalysis.WithAllFeedback(
            analysis with { Departures = [.. analysis.Departures.Select((d, i) => i == 3 ? d with { BackgroundK = float.NaN } : d)] });
        using var folder = new ScratchFolder();
        await Sink(folder).DeliverAsync(analysis, TestContext.Current.CancellationToken);

        using var seen = JsonDocument.Parse(NodeReader.Run(Script, Library, Path.Combine(folder.Path, "feedback_19870111T0600Z.parquet")));
        var (root, all) = (seen.RootElement, seen.RootElement.GetProperty("all"));
        Assert.Equal(
            [
                "time TIMESTAMP", "run_id VARCHAR", "revision INTEGER", "quantity VARCHAR", "unit VARCHAR", "source_id VARCHAR", "latitude DOUBLE",
                "longitude DOUBLE", "time_offset_s FLOAT", "cell_distance_km FLOAT", "observed FLOAT", "background FLOAT", "analysis FLOAT",
                "analysis_spread FLOAT", "climatology FLOAT", "observed_minus_background FLOAT", "observed_minus_analysis FLOAT", "error FLOAT",
                "weight FLOAT", "flag VARCHAR", "flag_code INTEGER",
            ],
            root.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!));
        var cells = SyntheticAnalysis.Grid.Horizontal.CellCount + SyntheticAnalysis.Grid.Horizontal.Columns;
        Assert.Equal((80 + cells, analysis.Cycle.Time.ToUnixTimeSeconds(), 1, "test", 79 + cells), (
            all.GetProperty("n").GetInt32(), all.GetProperty("t").GetInt64(), all.GetProperty("r").GetInt32(), all.GetProperty("run").GetString(),
            all.GetProperty("b").GetInt32()));
        var rows = root.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(40, rows.Count);
        foreach (var (row, departure) in rows.Zip(analysis.Departures))
        {
            Assert.Equal(departure.StationId, row.GetProperty("source_id").GetString());
            Assert.Equal(departure.Flag, Enum.Parse<QualityFlag>(row.GetProperty("flag").GetString()!));
            Assert.Equal((int)departure.Flag, row.GetProperty("flag_code").GetInt32());
            Assert.Equal(departure.LatitudeDegrees, row.GetProperty("latitude").GetDouble());
            Assert.Equal(departure.ObservedK, row.GetProperty("observed").GetDouble(), 1e-3);
            Assert.Equal(departure.ObservedK - departure.AnalysisK, row.GetProperty("observed_minus_analysis").GetDouble(), 1e-4);
            Assert.Equal(departure.Use, new ObservationUse(
                row.GetProperty("error").GetSingle(), row.GetProperty("weight").GetSingle(), row.GetProperty("cell_distance_km").GetSingle(),
                row.GetProperty("time_offset_s").GetSingle()));
        }

        Assert.Equal(
            [
                $"air_temperature K 40 40 {analysis.Departures.Count(d => d.Flag == QualityFlag.Assimilated)}",
                $"precipitation_6h log(1+mm) 40 40 {analysis.Departures.Count(d => d.Flag == QualityFlag.Assimilated)}",
                // Half of every cell, and a quarter of the row that the second frame saw.
                $"toa_outgoing_longwave_flux W m-2 {cells} 2 {(SyntheticAnalysis.Grid.Horizontal.CellCount / 2) + (SyntheticAnalysis.Grid.Horizontal.Columns / 4)}",
            ],
            root.GetProperty("kinds").EnumerateArray().Select(kind => FormattableString.Invariant(
                $"{kind.GetProperty("quantity")} {kind.GetProperty("unit")} {kind.GetProperty("n")} {kind.GetProperty("sources")} {kind.GetProperty("weight").GetDouble()}")));
        var longwave = root.GetProperty("kinds")[2];
        Assert.Equal([2, 1, 5, -3600, 0], new[] { "omb", "oma", "error", "latest", "farthest" }.Select(name => longwave.GetProperty(name).GetDouble()));
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
