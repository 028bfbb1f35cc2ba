using Slams.Core.Observations;

namespace Slams.Core.Windows;

/// <summary>A station reading, a profile or a satellite frame on its way into a window.</summary>
public readonly struct Observation
{
    private readonly object _content;

    private Observation(object content) => _content = content;

    /// <summary>The reading; null for anything else.</summary>
    public StationReading? Reading => _content as StationReading;

    /// <summary>The profile; null for anything else.</summary>
    public TemperatureProfile? Profile => _content as TemperatureProfile;

    /// <summary>The frame; null for anything else.</summary>
    public SatelliteFrame? Frame => _content as SatelliteFrame;

    /// <summary>Verdict on it as a whole.</summary>
    public QualityFlag Flag => _content switch
    {
        StationReading reading => reading.Flag,
        TemperatureProfile profile => profile.Flag,
        SatelliteFrame frame => frame.Flag,
        _ => QualityFlag.Missing,
    };

    /// <summary>Reason of its flags in words.</summary>
    public string FlagReason => _content switch
    {
        StationReading reading => reading.FlagReason,
        TemperatureProfile profile => profile.FlagReason,
        SatelliteFrame frame => frame.FlagReason,
        _ => "",
    };

    /// <summary>Time of observation; null when it has none or one that was flagged as wrong.</summary>
    public DateTimeOffset? EventTime => _content switch
    {
        StationReading { Flag: not QualityFlag.BadTime } reading => reading.Time,
        TemperatureProfile { Flag: not QualityFlag.BadTime } profile => profile.Time,
        SatelliteFrame { Flag: not QualityFlag.BadTime } frame => frame.Time,
        _ => null,
    };

    /// <summary>Wraps a reading.</summary>
    public static Observation Of(StationReading reading) => new(reading);

    /// <summary>Wraps a profile.</summary>
    public static Observation Of(TemperatureProfile profile) => new(profile);

    /// <summary>Wraps a frame.</summary>
    public static Observation Of(SatelliteFrame frame) => new(frame);
}
