using Slams.Core.Observations;

namespace Slams.Core.Windows;

/// <summary>A station reading or a satellite frame on its way into a window.</summary>
public readonly struct Observation
{
    private readonly object _content;

    private Observation(object content) => _content = content;

    /// <summary>The reading; null for a frame.</summary>
    public StationReading? Reading => _content as StationReading;

    /// <summary>The frame; null for a reading.</summary>
    public SatelliteFrame? Frame => _content as SatelliteFrame;

    /// <summary>Time of observation; null when it has none or one that was flagged as wrong.</summary>
    public DateTimeOffset? EventTime => _content switch
    {
        StationReading { Flag: not QualityFlag.BadTime } reading => reading.Time,
        SatelliteFrame { Flag: not QualityFlag.BadTime } frame => frame.Time,
        _ => null,
    };

    /// <summary>Wraps a reading.</summary>
    public static Observation Of(StationReading reading) => new(reading);

    /// <summary>Wraps a frame.</summary>
    public static Observation Of(SatelliteFrame frame) => new(frame);
}
