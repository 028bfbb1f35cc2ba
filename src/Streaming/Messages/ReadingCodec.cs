using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Station readings as records: keyed by station, stamped with the time of observation.</summary>
public static class ReadingCodec
{
    private const int Numbers = 16, OnStack = 768;

    /// <summary>Writes a reading.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="source">The ingest source; the same as in its progress records.</param>
    public static LogRecord ToRecord(StationReading reading, string source = "") => ToRecord(reading, new ReadingHeaders(source));

    /// <summary>Writes a reading with headers made once for its source.</summary>
    public static LogRecord ToRecord(StationReading reading, ReadingHeaders headers) =>
        new(reading.StationId, ToBytes(reading), reading.Time ?? DateTimeOffset.UnixEpoch) { Headers = headers.For(reading) };

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

    // By the fields, not by a message of them: most of a log are readings, and these would take half as long again to write, and twice the memory.
    private static byte[] ToBytes(StationReading reading)
    {
        var most = (Numbers * WireWriter.LargestNumber) + WireWriter.LargestText(reading.StationId) + WireWriter.LargestText(reading.Source)
            + WireWriter.LargestText(reading.FlagReason);
        var wire = new WireWriter(most <= OnStack ? stackalloc byte[OnStack] : new byte[most]);
        wire.Number(1, MessageParsing.SchemaVersion);
        wire.Text(2, reading.StationId);
        wire.Signed(3, reading.Time is { } time ? MessageParsing.Ticks(time) : null);
        wire.Double(4, reading.LatitudeDegrees);
        wire.Double(5, reading.LongitudeDegrees);
        wire.Double(6, reading.ElevationMetres);
        wire.Double(7, reading.AirTemperatureK);
        wire.Double(8, reading.Precipitation6hMm);
        wire.Double(9, reading.DewPointK);
        wire.Double(10, reading.SurfacePressurePa);
        wire.Double(11, reading.WindSpeedMetresPerSecond);
        wire.Double(12, reading.WindFromDirectionDegrees);
        wire.Text(13, reading.Source);
        wire.Number(14, (ulong)reading.SourceRecord);
        wire.Number(15, (uint)reading.Flag);
        wire.Number(16, (uint)reading.AirTemperatureFlag);
        wire.Number(17, (uint)reading.PrecipitationFlag);
        wire.Text(18, reading.FlagReason);
        wire.Number(19, (uint)reading.Correction);
        return wire.Written.ToArray();
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
