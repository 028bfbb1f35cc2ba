using Slams.Core.Observations;

namespace Slams.Formats.Stations;

/// <summary>What one record of a station file became: a reading, or a dead letter. Exactly one of the two is set.</summary>
public readonly record struct StationItem
{
    private StationItem(StationReading? reading, DeadLetter? unreadable)
    {
        Reading = reading;
        Unreadable = unreadable;
    }

    /// <summary>The reading, null when the record could not be read.</summary>
    public StationReading? Reading { get; }

    /// <summary>The unreadable record, null when there is a reading.</summary>
    public DeadLetter? Unreadable { get; }

    /// <summary>Name of the format of its file; empty for what is of no known format.</summary>
    public string Format { get => field ?? ""; init; }

    /// <summary>A reading.</summary>
    public static StationItem Of(StationReading reading) => new(reading, null);

    /// <summary>An unreadable record.</summary>
    public static StationItem Of(DeadLetter unreadable) => new(null, unreadable);
}
