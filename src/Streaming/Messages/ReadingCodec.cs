using Google.Protobuf;
using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Station readings as records: keyed by station, stamped with the time of observation.</summary>
public static class ReadingCodec
{
    /// <summary>Writes a reading.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="source">The ingest source; the same as in its progress records.</param>
    public static LogRecord ToRecord(StationReading reading, string source = "")
    {
        var message = new Wire.StationReading
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            StationId = reading.StationId,
            Source = reading.Source,
            SourceRecord = reading.SourceRecord,
            Flag = (uint)reading.Flag,
            AirTemperatureFlag = (uint)reading.AirTemperatureFlag,
            PrecipitationFlag = (uint)reading.PrecipitationFlag,
            FlagReason = reading.FlagReason,
        };
        if (reading.Time is { } time)
        {
            message.TimeTicks = MessageParsing.Ticks(time);
        }

        Set(reading.LatitudeDegrees, value => message.LatitudeDegrees = value);
        Set(reading.LongitudeDegrees, value => message.LongitudeDegrees = value);
        Set(reading.ElevationMetres, value => message.ElevationMetres = value);
        Set(reading.AirTemperatureK, value => message.AirTemperatureK = value);
        Set(reading.Precipitation6hMm, value => message.Precipitation6HMm = value);
        Set(reading.DewPointK, value => message.DewPointK = value);
        Set(reading.SurfacePressurePa, value => message.SurfacePressurePa = value);
        Set(reading.WindSpeedMetresPerSecond, value => message.WindSpeedMetresPerSecond = value);
        Set(reading.WindFromDirectionDegrees, value => message.WindFromDirectionDegrees = value);
        return new LogRecord(reading.StationId, message.ToByteArray(), reading.Time ?? DateTimeOffset.UnixEpoch)
        {
            Headers = RecordHeaders.Of(RecordKind.Reading, source, noTime: reading.Time is null),
        };
    }

    /// <summary>Reads a reading back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static StationReading FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.Reading, Wire.StationReading.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () => new StationReading
        {
            StationId = message.StationId,
            Time = message.HasTimeTicks ? MessageParsing.Time(message.TimeTicks) : null,
            LatitudeDegrees = message.HasLatitudeDegrees ? message.LatitudeDegrees : null,
            LongitudeDegrees = message.HasLongitudeDegrees ? message.LongitudeDegrees : null,
            ElevationMetres = message.HasElevationMetres ? message.ElevationMetres : null,
            AirTemperatureK = message.HasAirTemperatureK ? message.AirTemperatureK : null,
            Precipitation6hMm = message.HasPrecipitation6HMm ? message.Precipitation6HMm : null,
            DewPointK = message.HasDewPointK ? message.DewPointK : null,
            SurfacePressurePa = message.HasSurfacePressurePa ? message.SurfacePressurePa : null,
            WindSpeedMetresPerSecond = message.HasWindSpeedMetresPerSecond ? message.WindSpeedMetresPerSecond : null,
            WindFromDirectionDegrees = message.HasWindFromDirectionDegrees ? message.WindFromDirectionDegrees : null,
            Source = message.Source,
            SourceRecord = message.SourceRecord,
            Flag = MessageParsing.Flag(message.Flag),
            AirTemperatureFlag = MessageParsing.Flag(message.AirTemperatureFlag),
            PrecipitationFlag = MessageParsing.Flag(message.PrecipitationFlag),
            FlagReason = message.FlagReason,
        });
    }

    private static void Set(double? value, Action<double> set)
    {
        if (value is { } present)
        {
            set(present);
        }
    }
}
