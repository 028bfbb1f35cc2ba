using Parquet;
using Parquet.Schema;
using Slams.Core.Analyses;
using Slams.Publisher.Feedback;

namespace Slams.Publisher.Files;

/// <summary>
/// The observations of a cycle with their departures as a Parquet table, a row for each: whoever collects the files of many cycles can ask any
/// query engine for observation statistics. Numbers that are missing are null. Temperatures, precipitation, profiles and each frame have a row group
/// of their own.
/// </summary>
internal static class FeedbackParquet
{
    private static readonly DataField<DateTime> Time = new("time");
    private static readonly DataField<int> Revision = new("revision"), FlagCode = new("flag_code");
    private static readonly DataField<string> Run = new("run_id"), Quantity = new("quantity"), Unit = new("unit"), Source = new("source_id"), Flag = new("flag"), Reason = new("reason");
    private static readonly DataField<double> Latitude = new("latitude"), Longitude = new("longitude");

    private static readonly (DataField<float?> Field, Func<FeedbackRow, float> Value)[] Numbers =
    [
        (new("time_offset_s"), row => row.TimeOffsetSeconds),
        (new("cell_distance_km"), row => row.CellDistanceKm),
        (new("observed"), row => row.Observed),
        (new("background"), row => row.Background),
        (new("analysis"), row => row.Analysis),
        (new("analysis_spread"), row => row.AnalysisSpread),
        (new("climatology"), row => row.Climatology),
        (new("observed_minus_background"), row => row.Observed - row.Background),
        (new("observed_minus_analysis"), row => row.Observed - row.Analysis),
        (new("error"), row => row.Error),
        (new("weight"), row => row.Weight),
        (new("background_error"), row => row.BackgroundError),
        (new("correction"), row => row.Correction),
        (new("pressure_pa"), row => row.PressurePa),
    ];

    private static readonly ParquetSchema Schema = new(
        [Time, Run, Revision, Quantity, Unit, Source, Latitude, Longitude, .. Numbers.Select(column => column.Field), Flag, FlagCode, Reason]);

    /// <summary>Writes the table of one analysis.</summary>
    public static async Task WriteAsync(Stream stream, Analysis analysis, CancellationToken cancellationToken)
    {
        var writer = await ParquetWriter.CreateAsync(Schema, stream, cancellationToken: cancellationToken);
        await using (writer)
        {
            writer.CustomMetadata = TableOrigin.Of(analysis);
            foreach (var table in FeedbackTable.Of(analysis))
            {
                await WriteAsync(writer, table, analysis, cancellationToken);
            }
        }
    }

    private static async Task WriteAsync(ParquetWriter writer, FeedbackTable table, Analysis analysis, CancellationToken cancellationToken)
    {
        var rows = table.Rows;
        using var group = writer.CreateRowGroup();
        await ValuesAsync(Time, _ => analysis.Cycle.Time.UtcDateTime);
        await TextAsync(Run, _ => analysis.Provenance.RunId);
        await ValuesAsync(Revision, _ => analysis.Provenance.Revision);
        await TextAsync(Quantity, _ => table.Quantity.Name);
        await TextAsync(Unit, _ => table.Quantity.Unit);
        await TextAsync(Source, row => row.SourceId);
        await ValuesAsync(Latitude, row => row.Latitude);
        await ValuesAsync(Longitude, row => row.Longitude);
        foreach (var (field, value) in Numbers)
        {
            await group.WriteAsync<float>(
                field, rows.Select(row => float.IsFinite(value(row)) ? value(row) : (float?)null).ToArray(), cancellationToken: cancellationToken);
        }

        await TextAsync(Flag, row => row.Flag.ToString());
        await ValuesAsync(FlagCode, row => (int)row.Flag);
        await TextAsync(Reason, row => row.Reason.Length == 0 ? null : row.Reason);

        Task ValuesAsync<T>(DataField field, Func<FeedbackRow, T> value)
            where T : struct => group.WriteAsync<T>(field, rows.Select(value).ToArray(), cancellationToken: cancellationToken);

        Task TextAsync(DataField field, Func<FeedbackRow, string?> value) => group.WriteAsync(field, [.. rows.Select(value)]);
    }
}
