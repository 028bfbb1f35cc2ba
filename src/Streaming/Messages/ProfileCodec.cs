using Google.Protobuf;
using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Profiles as records: keyed by station, stamped with the time of observation, beside the readings.</summary>
public static class ProfileCodec
{
    /// <summary>Writes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="source">The ingest source; the same as in its progress records.</param>
    public static LogRecord ToRecord(TemperatureProfile profile, string source = "")
    {
        var message = new Wire.TemperatureProfile
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            StationId = profile.StationId,
            Source = profile.Source,
            SourceRecord = profile.SourceRecord,
            Flag = (uint)profile.Flag,
            FlagReason = profile.FlagReason,
            Correction = (uint)profile.Correction,
        };
        if (profile.Time is { } time)
        {
            message.TimeTicks = MessageParsing.Ticks(time);
        }

        if (profile.LatitudeDegrees is { } latitude)
        {
            message.LatitudeDegrees = latitude;
        }

        if (profile.LongitudeDegrees is { } longitude)
        {
            message.LongitudeDegrees = longitude;
        }

        if (profile.ElevationMetres is { } elevation)
        {
            message.ElevationMetres = elevation;
        }

        message.PressuresPa.AddRange(profile.Levels.Select(level => level.PressurePa));
        message.TemperaturesK.AddRange(profile.Levels.Select(level => level.TemperatureK));
        if (profile.Levels.Any(level => level.Flag != QualityFlag.Assimilated))
        {
            message.LevelFlags.AddRange(profile.Levels.Select(level => (uint)level.Flag));
        }

        return new LogRecord(profile.StationId, message.ToByteArray(), profile.Time ?? DateTimeOffset.UnixEpoch)
        {
            Headers = RecordHeaders.Of(RecordKind.Profile, source, noTime: profile.Time is null),
        };
    }

    /// <summary>Reads a profile back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static TemperatureProfile FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.Profile, Wire.TemperatureProfile.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () => new TemperatureProfile
        {
            StationId = message.StationId,
            Time = message.HasTimeTicks ? MessageParsing.Time(message.TimeTicks) : null,
            LatitudeDegrees = message.HasLatitudeDegrees ? message.LatitudeDegrees : null,
            LongitudeDegrees = message.HasLongitudeDegrees ? message.LongitudeDegrees : null,
            ElevationMetres = message.HasElevationMetres ? message.ElevationMetres : null,
            Levels = Levels(message),
            Source = message.Source,
            SourceRecord = message.SourceRecord,
            Flag = MessageParsing.Flag(message.Flag),
            FlagReason = message.FlagReason,
            Correction = (int)Math.Min(message.Correction, int.MaxValue),
        });
    }

    private static ProfileLevel[] Levels(Wire.TemperatureProfile message)
    {
        var count = message.PressuresPa.Count;
        if (message.TemperaturesK.Count != count || (message.LevelFlags.Count != count && message.LevelFlags.Count != 0))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{count} pressures with {message.TemperaturesK.Count} temperatures and {message.LevelFlags.Count} flags"));
        }

        var levels = new ProfileLevel[count];
        for (var level = 0; level < count; level++)
        {
            levels[level] = new ProfileLevel(
                message.PressuresPa[level], message.TemperaturesK[level],
                message.LevelFlags.Count == 0 ? QualityFlag.Assimilated : MessageParsing.Flag(message.LevelFlags[level]));
        }

        return levels;
    }
}
