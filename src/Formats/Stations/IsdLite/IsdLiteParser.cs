using Slams.Core.Observations;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.IsdLite;

/// <summary>Parses ISD-Lite lines: year month day hour T Td SLP direction speed sky P1h P6h, in tenths where the unit allows.</summary>
internal sealed class IsdLiteParser(string source, string stationId, StationPosition? position) : ILineParser
{
    private const int Fields = 12;
    private const int Fill = -9999;
    private const int Trace = -1;

    public static bool LooksLikeRecord(ReadOnlySpan<byte> line)
    {
        Span<int> fields = stackalloc int[Fields];
        return TryFields(line, fields) && fields[0] is >= 1000 and <= 9999 && fields[1] is >= 1 and <= 12;
    }

    public StationItem? Parse(ReadOnlySpan<byte> line, long number)
    {
        Span<int> fields = stackalloc int[Fields];
        if (!TryFields(line, fields))
        {
            return LineStations.Unreadable(source, number, "The line is not twelve integers.", line);
        }

        if (!Utf8Time.TryMake(fields[0], fields[1], fields[2], fields[3], 0, 0, out var time))
        {
            return LineStations.Unreadable(source, number, "The date is impossible.", line);
        }

        return StationItem.Of(new StationReading
        {
            StationId = stationId,
            Time = time,
            LatitudeDegrees = position?.LatitudeDegrees,
            LongitudeDegrees = position?.LongitudeDegrees,
            ElevationMetres = position?.ElevationMetres,
            AirTemperatureK = Kelvin(fields[4]),
            DewPointK = Kelvin(fields[5]),
            WindFromDirectionDegrees = fields[7] == Fill ? null : fields[7],
            WindSpeedMetresPerSecond = Tenths(fields[8]),
            // A trace is rain that could not be measured: an amount of zero, not a missing one.
            Precipitation6hMm = fields[11] == Trace ? 0 : Tenths(fields[11]),
            Source = source,
            SourceRecord = number,
        });
    }

    private static double? Tenths(int value) => value == Fill ? null : value / 10.0;

    private static double? Kelvin(int value) => value == Fill ? null : Math.Round((value / 10.0) + 273.15, 2);

    private static bool TryFields(ReadOnlySpan<byte> line, Span<int> fields)
    {
        var count = 0;
        for (var rest = line.Trim(" \r"u8); !rest.IsEmpty; rest = rest.TrimStart((byte)' '))
        {
            var end = rest.IndexOf((byte)' ');
            var field = end < 0 ? rest : rest[..end];
            if (count == Fields || !Utf8Number.TryParseFixed(field, out fields[count]))
            {
                return false;
            }

            count++;
            rest = rest[field.Length..];
        }

        return count == Fields;
    }
}
