using Slams.Core.Observations;
using Slams.Formats.Soundings;

namespace Slams.Formats.Stations.Upper;

/// <summary>Makes profiles of temperature of soundings, as their source states them: unchecked.</summary>
internal static class SoundingProfiles
{
    /// <summary>Levels beyond which a sounding is given up: five hours of one each second. A record of the log must hold them.</summary>
    public const int MaximumLevels = 18_000;

    /// <summary>A sounding as a profile of the levels that have a temperature; what could not be read as it is.</summary>
    public static StationItem ToStationItem(SoundingItem item, string source)
    {
        if (item.Sounding is not { } sounding)
        {
            return StationItem.Of(item.Unreadable!);
        }

        ProfileLevel[] levels =
        [
            .. sounding.Levels.Where(level => level.TemperatureK is not null).Select(level => new ProfileLevel((float)level.PressurePa, (float)level.TemperatureK!.Value)),
        ];
        return levels.Length > MaximumLevels
            ? StationItem.Of(new DeadLetter(source, sounding.Record, FormattableString.Invariant($"The sounding has {levels.Length} temperatures, more than {MaximumLevels}."), default))
            : StationItem.Of(new TemperatureProfile
            {
                StationId = sounding.StationId,
                Time = sounding.Time,
                LatitudeDegrees = sounding.LatitudeDegrees,
                LongitudeDegrees = sounding.LongitudeDegrees,
                ElevationMetres = sounding.ElevationMetres,
                Levels = levels,
                Correction = sounding.Correction,
                Source = source,
                SourceRecord = sounding.Record,
            });
    }
}
