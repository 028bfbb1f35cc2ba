using Parquet;
using Parquet.Schema;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class FeedbackTableReaderTests
{
    [Fact]
    public async Task Reads_what_was_written()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var analysis = SyntheticAnalysis.Make(0, stations: 40);
        analysis = SyntheticAnalysis.WithAllFeedback(
            analysis with { Departures = [.. analysis.Departures.Select((d, i) => i == 3 ? d with { BackgroundK = float.NaN } : d with { BackgroundErrorK = 1.5f })] });
        analysis = analysis with
        {
            Profiles = [new("P", 50, 10, 85_000, 282, 280, 281, 1, 279, 2, QualityFlag.Assimilated, "", new ObservationUse(0.7f, 1, 12, -60))],
        };
        using var folder = new ScratchFolder();
        var path = await WriteAsync(folder, analysis);

        var read = (await FeedbackTableReader.ReadAsync(path, cancellation)).ToLookup(departure => departure.Quantity);

        Assert.Equal(analysis.Departures.Select(ObservationDeparture.Of), read[FeedbackQuantities.AirTemperature]);
        Assert.Equal(
            analysis.Precipitation.Select(d => new ObservationDeparture(
                FeedbackQuantities.Precipitation, d.StationId, d.Observed, d.Background, d.Analysis, d.Climatology, 0.25f, d.Use.Weight, float.NaN, d.Flag)),
            read[FeedbackQuantities.Precipitation]);
        Assert.Equal(
            [new ObservationDeparture(FeedbackQuantities.ProfileTemperature, "P", 282, 280, 281, 279, 0.7f, 1, 2, QualityFlag.Assimilated)],
            read[FeedbackQuantities.ProfileTemperature]);
        var cells = read[FeedbackQuantities.Longwave].ToList();
        Assert.Equal(SyntheticAnalysis.Grid.Horizontal.CellCount + SyntheticAnalysis.Grid.Horizontal.Columns, cells.Count);
        Assert.Equal(new ObservationDeparture(FeedbackQuantities.Longwave, "noaa-11", 241, 239, 240, 231, 5, 0.5f, float.NaN, QualityFlag.Assimilated), cells[1]);
    }

    [Fact]
    public async Task A_failed_cycle_has_no_observations()
    {
        using var folder = new ScratchFolder();
        var path = await WriteAsync(folder, SyntheticAnalysis.Failed(0));

        Assert.Empty(await FeedbackTableReader.ReadAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_no_such_table_is_refused()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        var path = await WriteAsync(folder, SyntheticAnalysis.Make(0));
        var bytes = await File.ReadAllBytesAsync(path, cancellation);

        foreach (var damaged in new[] { [], bytes[..(bytes.Length / 2)], [.. bytes[..4], .. new byte[bytes.Length - 12], .. bytes[^8..]] })
        {
            await File.WriteAllBytesAsync(path, damaged, cancellation);
            await Assert.ThrowsAsync<InvalidDataException>(() => FeedbackTableReader.ReadAsync(path, cancellation));
        }

        await WriteOtherAsync(path, cancellation);
        await Assert.ThrowsAsync<InvalidDataException>(() => FeedbackTableReader.ReadAsync(path, cancellation));
    }

    private static async Task WriteOtherAsync(string path, CancellationToken cancellationToken)
    {
        var field = new DataField<int>("quantity");
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<int>(field, new[] { 1, 2 }, cancellationToken: cancellationToken);
    }

    private static async Task<string> WriteAsync(ScratchFolder folder, Analysis analysis)
    {
        var path = Path.Combine(folder.Path, $"feedback_{analysis.Cycle.Key}.parquet");
        await using var stream = File.Create(path);
        await FeedbackParquet.WriteAsync(stream, analysis, TestContext.Current.CancellationToken);
        return path;
    }
}
