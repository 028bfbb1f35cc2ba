using Slams.Core.Observations;

namespace Slams.Formats.Stations;

/// <summary>What one record of a station file became: a reading, a profile of a sounding, or a dead letter. Exactly one of them is set.</summary>
public readonly record struct StationItem
{
    private readonly object _content;

    private StationItem(object content) => _content = content;

    /// <summary>The reading; null for anything else.</summary>
    public StationReading? Reading => _content as StationReading;

    /// <summary>The profile; null for anything else.</summary>
    public TemperatureProfile? Profile => _content as TemperatureProfile;

    /// <summary>The unreadable record; null for anything else.</summary>
    public DeadLetter? Unreadable => _content as DeadLetter;

    /// <summary>Name of the format of its file; empty for what is of no known format.</summary>
    public string Format { get => field ?? ""; init; }

    /// <summary>A reading.</summary>
    public static StationItem Of(StationReading reading) => new(reading);

    /// <summary>A profile.</summary>
    public static StationItem Of(TemperatureProfile profile) => new(profile);

    /// <summary>An unreadable record.</summary>
    public static StationItem Of(DeadLetter unreadable) => new(unreadable);
}
