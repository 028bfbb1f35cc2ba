using Slams.Core.Observations;

namespace Slams.Formats.Frames;

/// <summary>What one time step of a frame file became: a frame, or a dead letter. Exactly one of the two is set.</summary>
public readonly record struct FrameItem
{
    private FrameItem(SatelliteFrame? frame, DeadLetter? unreadable)
    {
        Frame = frame;
        Unreadable = unreadable;
    }

    /// <summary>The frame, null when the step could not be read.</summary>
    public SatelliteFrame? Frame { get; }

    /// <summary>The unreadable step or file, null when there is a frame.</summary>
    public DeadLetter? Unreadable { get; }

    /// <summary>Name of the format of its file, one of <see cref="FrameFiles.Formats"/>; empty for what is of no known format.</summary>
    public string Format { get => field ?? ""; init; }

    /// <summary>A frame.</summary>
    public static FrameItem Of(SatelliteFrame frame) => new(frame, null);

    /// <summary>An unreadable step or file.</summary>
    public static FrameItem Of(DeadLetter unreadable) => new(null, unreadable);
}
