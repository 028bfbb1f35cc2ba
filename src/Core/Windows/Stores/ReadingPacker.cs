using Slams.Core.Observations;

namespace Slams.Core.Windows.Stores;

/// <summary>
/// Writes readings without what they share: station with position, source and reason are numbers, times count from the first. Nothing is
/// lost; numbers of few decimals, as stations report them, take little room, and all others are written as they are.
/// </summary>
internal sealed class ReadingPacker
{
    /// <summary>Most that a reading takes.</summary>
    public const int MaxBytes = 17 * PackedWriter.MaxNumber;

    // Numbers near these are short.
    private const int UsualKelvin = 273, UsualPascal = 100_000;

    private readonly Numbered<Station> _stations = new();
    private readonly Numbered<string> _texts = new();
    private DateTimeOffset? _origin;

    [Flags]
    private enum Rare : uint
    {
        None = 0,
        Flags = 1,
        Reason = 2,
        Correction = 4,
    }

    /// <summary>Writes a reading that has a time.</summary>
    public void Write(ref PackedWriter writer, StationReading reading)
    {
        var rare = Rare.None;
        rare |= (reading.Flag, reading.AirTemperatureFlag, reading.PrecipitationFlag) == default ? 0 : Rare.Flags;
        rare |= reading.FlagReason.Length == 0 ? 0 : Rare.Reason;
        rare |= reading.Correction == 0 ? 0 : Rare.Correction;
        writer.Unsigned((uint)rare);
        writer.Unsigned((uint)_stations.Of(Station.Of(reading)));
        writer.Time(reading.Time!.Value - (_origin ??= reading.Time.Value));
        writer.Number(reading.AirTemperatureK, UsualKelvin);
        writer.Number(reading.DewPointK, UsualKelvin);
        writer.Number(reading.SurfacePressurePa, UsualPascal);
        writer.Number(reading.WindSpeedMetresPerSecond);
        writer.Number(reading.WindFromDirectionDegrees);
        writer.Number(reading.Precipitation6hMm);
        writer.Unsigned((uint)_texts.Of(reading.Source));
        writer.Signed(reading.SourceRecord);
        if ((rare & Rare.Flags) != 0)
        {
            writer.Signed((int)reading.Flag);
            writer.Signed((int)reading.AirTemperatureFlag);
            writer.Signed((int)reading.PrecipitationFlag);
        }

        if ((rare & Rare.Reason) != 0)
        {
            writer.Unsigned((uint)_texts.Of(reading.FlagReason));
        }

        if ((rare & Rare.Correction) != 0)
        {
            writer.Signed(reading.Correction);
        }
    }

    /// <summary>Reads a reading back.</summary>
    public StationReading Read(ref PackedReader reader)
    {
        var rare = (Rare)reader.Unsigned();
        var station = _stations[(int)reader.Unsigned()];
        return new StationReading
        {
            StationId = station.Id,
            LatitudeDegrees = station.Latitude.Value,
            LongitudeDegrees = station.Longitude.Value,
            ElevationMetres = station.Elevation.Value,
            // From here on in the order in which it was written.
            Time = _origin!.Value + reader.Time(),
            AirTemperatureK = reader.Number(UsualKelvin),
            DewPointK = reader.Number(UsualKelvin),
            SurfacePressurePa = reader.Number(UsualPascal),
            WindSpeedMetresPerSecond = reader.Number(),
            WindFromDirectionDegrees = reader.Number(),
            Precipitation6hMm = reader.Number(),
            Source = _texts[(int)reader.Unsigned()],
            SourceRecord = reader.Signed(),
            Flag = (rare & Rare.Flags) != 0 ? (QualityFlag)reader.Signed() : default,
            AirTemperatureFlag = (rare & Rare.Flags) != 0 ? (QualityFlag)reader.Signed() : default,
            PrecipitationFlag = (rare & Rare.Flags) != 0 ? (QualityFlag)reader.Signed() : default,
            FlagReason = (rare & Rare.Reason) != 0 ? _texts[(int)reader.Unsigned()] : "",
            Correction = (rare & Rare.Correction) != 0 ? (int)reader.Signed() : 0,
        };
    }

    /// <summary>Forgets what was shared; nothing written before can be read any more.</summary>
    public void Clear()
    {
        _stations.Clear();
        _texts.Clear();
        _origin = null;
    }

    /// <summary>A station and where it says it is, which mostly is the same in all its readings.</summary>
    private readonly record struct Station(string Id, OptionalNumber Latitude, OptionalNumber Longitude, OptionalNumber Elevation)
    {
        public static Station Of(StationReading reading) =>
            new(reading.StationId, new(reading.LatitudeDegrees), new(reading.LongitudeDegrees), new(reading.ElevationMetres));
    }
}
