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
    public static LogRecord ToRecord(StationReading reading, string source = "") => ToRecord(reading, new ReadingHeaders(source));

    /// <summary>Writes a reading with headers made once for its source.</summary>
    public static LogRecord ToRecord(StationReading reading, ReadingHeaders headers)
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
            Correction = (uint)reading.Correction,
        };
        if (reading.Time is { } time)
        {
            message.TimeTicks = MessageParsing.Ticks(time);
        }

        if (reading.LatitudeDegrees is { } latitudeDegrees)
        {
            message.LatitudeDegrees = latitudeDegrees;
        }

        if (reading.LongitudeDegrees is { } longitudeDegrees)
        {
            message.LongitudeDegrees = longitudeDegrees;
        }

        if (reading.ElevationMetres is { } elevationMetres)
        {
            message.ElevationMetres = elevationMetres;
        }

        if (reading.AirTemperatureK is { } airTemperatureK)
        {
            message.AirTemperatureK = airTemperatureK;
        }

        if (reading.Precipitation6hMm is { } precipitation6hMm)
        {
            message.Precipitation6HMm = precipitation6hMm;
        }

        if (reading.DewPointK is { } dewPointK)
        {
            message.DewPointK = dewPointK;
        }

        if (reading.SurfacePressurePa is { } surfacePressurePa)
        {
            message.SurfacePressurePa = surfacePressurePa;
        }

        if (reading.WindSpeedMetresPerSecond is { } windSpeedMetresPerSecond)
        {
            message.WindSpeedMetresPerSecond = windSpeedMetresPerSecond;
        }

        if (reading.WindFromDirectionDegrees is { } windFromDirectionDegrees)
        {
            message.WindFromDirectionDegrees = windFromDirectionDegrees;
        }

        return new LogRecord(reading.StationId, message.ToByteArray(), reading.Time ?? DateTimeOffset.UnixEpoch)
        {
            Headers = headers.For(reading),
        };
    }

    /// <summary>Reads a reading back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static StationReading FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.Reading, Wire.StationReading.Parser, parsed => parsed.SchemaVersion);
        try
        {
            return FromWire(message);
        }
        catch (Exception exception) when (MessageParsing.IsUnsound(exception))
        {
            throw new UnreadableMessageException(record, exception.Message, exception);
        }
    }

    private static StationReading FromWire(Wire.StationReading message) => new()
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
        Correction = (int)Math.Min(message.Correction, int.MaxValue),
    };
}
