namespace Slams.Hosting.Configuration;

/// <summary>Late observations, section <c>Cycle:Late</c>. Ingest and assimilator must agree on them.</summary>
public sealed class LateOptions
{
    /// <summary>Of station readings.</summary>
    public LatePolicy Stations { get; set; } = LatePolicy.SetAside;

    /// <summary>Of satellite frames.</summary>
    public LatePolicy Satellite { get; set; } = LatePolicy.SetAside;

    /// <summary>How long after its close, in event time, a cycle may be revised.</summary>
    public TimeSpan Bound { get; set; } = TimeSpan.FromHours(6);
}
