using System.Text;
using System.Text.Unicode;
using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>
/// Reads readings as <see cref="ReadingCodec.FromRecord"/> does, in a fraction of its time: most records of a log are readings that
/// this project has written, of the same stations. What is in any way unusual is left to the codec. Not thread-safe.
/// </summary>
public sealed class ReadingDecoder
{
    private const int LengthDelimited = 2, Fixed64 = 1;
    private readonly TextPool _texts = new();

    /// <summary>Reads a reading back; null for what is left to the codec, to read or to refuse.</summary>
    /// <param name="record">The record.</param>
    /// <param name="kind">What its headers say that it holds.</param>
    public StationReading? TryRead(StoredRecord record, RecordKind kind) => kind == RecordKind.Reading ? TryRead(record) : null;

    private StationReading? TryRead(StoredRecord record)
    {
        var wire = new WireSpan(record.Value.Span);
        uint version = 0, flag = 0, temperatureFlag = 0, precipitationFlag = 0, correction = 0;
        ulong line = 0;
        DateTimeOffset? time = null;
        string station = "", source = "", reason = "";
        double? latitude = null, longitude = null, elevation = null, temperature = null, precipitation = null;
        double? dewPoint = null, pressure = null, windSpeed = null, windDirection = null;
        while (wire.HasMore)
        {
            var read = wire.TryNumber(out uint tag) && tag switch
            {
                1 << 3 => wire.TryNumber(out version),
                (2 << 3) | LengthDelimited => TryText(ref wire, record.Key, out station),
                3 << 3 => TryTime(ref wire, out time),
                (4 << 3) | Fixed64 => wire.TryDouble(out latitude),
                (5 << 3) | Fixed64 => wire.TryDouble(out longitude),
                (6 << 3) | Fixed64 => wire.TryDouble(out elevation),
                (7 << 3) | Fixed64 => wire.TryDouble(out temperature),
                (8 << 3) | Fixed64 => wire.TryDouble(out precipitation),
                (9 << 3) | Fixed64 => wire.TryDouble(out dewPoint),
                (10 << 3) | Fixed64 => wire.TryDouble(out pressure),
                (11 << 3) | Fixed64 => wire.TryDouble(out windSpeed),
                (12 << 3) | Fixed64 => wire.TryDouble(out windDirection),
                (13 << 3) | LengthDelimited => TryText(ref wire, null, out source),
                14 << 3 => wire.TryNumber(out line),
                15 << 3 => wire.TryNumber(out flag),
                16 << 3 => wire.TryNumber(out temperatureFlag),
                17 << 3 => wire.TryNumber(out precipitationFlag),
                (18 << 3) | LengthDelimited => TryText(ref wire, null, out reason),
                19 << 3 => wire.TryNumber(out correction),
                _ => false,
            };
            if (!read)
            {
                return null;
            }
        }

        return version != MessageParsing.SchemaVersion || !MessageParsing.IsFlag(flag) || !MessageParsing.IsFlag(temperatureFlag)
            || !MessageParsing.IsFlag(precipitationFlag)
            ? null
            : new StationReading
            {
                StationId = station,
                Time = time,
                LatitudeDegrees = latitude,
                LongitudeDegrees = longitude,
                ElevationMetres = elevation,
                AirTemperatureK = temperature,
                Precipitation6hMm = precipitation,
                DewPointK = dewPoint,
                SurfacePressurePa = pressure,
                WindSpeedMetresPerSecond = windSpeed,
                WindFromDirectionDegrees = windDirection,
                Source = source,
                SourceRecord = (long)line,
                Flag = (QualityFlag)flag,
                AirTemperatureFlag = (QualityFlag)temperatureFlag,
                PrecipitationFlag = (QualityFlag)precipitationFlag,
                FlagReason = reason,
                Correction = (int)Math.Min(correction, int.MaxValue),
            };
    }

    private static bool TryTime(ref WireSpan wire, out DateTimeOffset? time)
    {
        time = null;
        if (!wire.TryNumber(out ulong zigzag))
        {
            return false;
        }

        var ticks = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        if (ticks < DateTimeOffset.MinValue.Ticks - DateTimeOffset.UnixEpoch.Ticks || ticks > DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks)
        {
            return false;
        }

        time = MessageParsing.Time(ticks);
        return true;
    }

    /// <summary>Text; where it is the same as one that is there already, that one.</summary>
    private bool TryText(ref WireSpan wire, string? perhaps, out string text)
    {
        text = "";
        if (!wire.TryBytes(out var utf8) || !Utf8.IsValid(utf8))
        {
            return false;
        }

        text = perhaps is not null && Ascii.Equals(utf8, perhaps) ? perhaps : _texts.Get(utf8);
        return true;
    }
}
