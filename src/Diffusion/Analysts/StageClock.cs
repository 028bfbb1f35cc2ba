namespace Slams.Diffusion.Analysts;

/// <summary>Seconds spent per stage.</summary>
internal sealed class StageClock(TimeProvider time)
{
    private readonly Dictionary<string, double> _seconds = [];
    private long _mark = time.GetTimestamp();

    /// <summary>Seconds by stage.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>Ends a stage.</summary>
    public void Next(string stage)
    {
        var now = time.GetTimestamp();
        _seconds[stage] = time.GetElapsedTime(_mark, now).TotalSeconds;
        _mark = now;
    }
}
