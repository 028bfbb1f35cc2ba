using System.Runtime.CompilerServices;
using System.Text;
using Slams.Core.Observations;
using Slams.Formats.NetCdf;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Sao;

/// <summary>
/// Hourly surface reports (surface aviation observations) in netCDF classic, one record per report, as the WXP decoders wrote them.
/// The pressures in these files are at sea level or altimeter settings, so <c>SurfacePressurePa</c> stays null. Precipitation is
/// taken where its reference time is six hours.
/// </summary>
public sealed class SaoFormat : IStationFormat
{
    private const int RowsAtOnce = 4096;

    /// <inheritdoc/>
    public string Name => "sao";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head) => NetCdfFile.Recognises(head);

    /// <inheritdoc/>
    /// <remarks>The content must be seekable.</remarks>
    public async IAsyncEnumerable<StationItem> ReadAsync(
        Stream content, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var file = NetCdfFile.Open(content, leaveOpen: true);
        var columns = new SaoColumns(file);
        for (var start = 0L; start < columns.Rows; start += RowsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = columns.Read(start, Math.Min(RowsAtOnce, columns.Rows - start));
            for (var row = 0; row < block.Count; row++)
            {
                yield return Item(block, row, source, start + row + 1);
            }
        }
    }

    private static StationItem Item(SaoBlock block, int row, string source, long record)
    {
        var id = block.Ids[row].Trim();
        if (id.Any(char.IsControl))
        {
            return LineStations.Unreadable(source, record, "The station id is not printable.", Encoding.UTF8.GetBytes(block.Times[row]));
        }

        return StationItem.Of(new StationReading
        {
            StationId = id,
            Time = ParseTime(block.Times[row]),
            LatitudeDegrees = block.Latitudes[row],
            LongitudeDegrees = block.Longitudes[row],
            ElevationMetres = block.Elevations[row],
            AirTemperatureK = Kelvin(block.Temperatures[row]),
            DewPointK = Kelvin(block.DewPoints[row]),
            WindSpeedMetresPerSecond = block.WindSpeeds[row],
            WindFromDirectionDegrees = block.WindDirections[row],
            Precipitation6hMm = block.PrecipitationHours[row] == 6 ? block.Precipitation[row] : null,
            Source = source,
            SourceRecord = record,
        });
    }

    private static double? Kelvin(double? celsius) => celsius is { } value ? Math.Round(value + 273.15, 4) : null;

    /// <summary>A text time, <c>1995 03 18 11:55 UTC</c>; null when it is anything else.</summary>
    private static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy MM dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
