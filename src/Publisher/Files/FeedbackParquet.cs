using Parquet;
using Parquet.Schema;
using Slams.Core.Analyses;

namespace Slams.Publisher.Files;

/// <summary>
/// The departures of a cycle as a Parquet table, a row per station: whoever collects the files of many cycles can ask any
/// query engine for observation statistics. Numbers that are missing are null.
/// </summary>
internal static class FeedbackParquet
{
    private static readonly DataField<DateTime> Time = new("time");
    private static readonly DataField<int> Revision = new("revision"), FlagCode = new("flag_code");
    private static readonly DataField<string> Run = new("run_id"), Station = new("station_id"), Flag = new("flag");
    private static readonly DataField<double> Latitude = new("latitude"), Longitude = new("longitude");

    /// <summary>Temperatures and differences, in K.</summary>
    private static readonly (DataField<float?> Field, Func<StationDeparture, float> Value)[] Kelvins =
    [
        (new("air_temperature_K"), d => d.ObservedK),
        (new("background_K"), d => d.BackgroundK),
        (new("analysis_K"), d => d.AnalysisK),
        (new("analysis_spread_K"), d => d.AnalysisSpreadK),
        (new("climatology_K"), d => d.ClimatologyK),
        (new("observed_minus_background_K"), d => d.ObservedK - d.BackgroundK),
        (new("observed_minus_analysis_K"), d => d.ObservedK - d.AnalysisK),
    ];

    private static readonly ParquetSchema Schema =
        new([Time, Run, Revision, Station, Latitude, Longitude, .. Kelvins.Select(column => column.Field), Flag, FlagCode]);

    /// <summary>Writes the table of one analysis.</summary>
    public static async Task WriteAsync(Stream stream, Analysis analysis, CancellationToken cancellationToken)
    {
        var (rows, provenance) = (analysis.Departures, analysis.Provenance);
        var writer = await ParquetWriter.CreateAsync(Schema, stream, cancellationToken: cancellationToken);
        await using (writer)
        {
            using var group = writer.CreateRowGroup();
            await ValuesAsync(Time, _ => analysis.Cycle.Time.UtcDateTime);
            await TextAsync(Run, _ => provenance.RunId);
            await ValuesAsync(Revision, _ => provenance.Revision);
            await TextAsync(Station, d => d.StationId);
            await ValuesAsync(Latitude, d => d.LatitudeDegrees);
            await ValuesAsync(Longitude, d => d.LongitudeDegrees);
            foreach (var (field, value) in Kelvins)
            {
                await group.WriteAsync<float>(
                    field, rows.Select(d => float.IsFinite(value(d)) ? value(d) : (float?)null).ToArray(), cancellationToken: cancellationToken);
            }

            await TextAsync(Flag, d => d.Flag.ToString());
            await ValuesAsync(FlagCode, d => (int)d.Flag);

            Task ValuesAsync<T>(DataField field, Func<StationDeparture, T> value)
                where T : struct => group.WriteAsync<T>(field, rows.Select(value).ToArray(), cancellationToken: cancellationToken);

            Task TextAsync(DataField field, Func<StationDeparture, string> value) => group.WriteAsync(field, [.. rows.Select(value)]);
        }
    }
}
