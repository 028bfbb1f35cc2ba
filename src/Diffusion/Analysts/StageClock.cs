using System.Diagnostics;

namespace Slams.Diffusion.Analysts;

/// <summary>Seconds spent per stage; each stage is a span as well.</summary>
internal sealed class StageClock(TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, double> _seconds = [];
    private string? _stage;
    private long _mark;
    private Activity? _span;

    /// <summary>Seconds by stage.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>Ends the stage before and begins one.</summary>
    public void Begin(string stage)
    {
        End();
        (_stage, _mark) = (stage, time.GetTimestamp());
        _span = Tracing.Source.StartActivity("analysis." + stage);
    }

    /// <summary>Ends the last stage.</summary>
    public void End()
    {
        if (_stage is not null)
        {
            _seconds[_stage] = time.GetElapsedTime(_mark).TotalSeconds;
        }

        _span?.Dispose();
        (_stage, _span) = (null, null);
    }

    /// <summary>Ends a stage that has failed.</summary>
    public void Dispose() => End();
}
