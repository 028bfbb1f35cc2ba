namespace Slams.Fuzz.Support;

/// <summary>
/// Ends the process where one input takes too long, by the time of the processor: by the clock it would be too long where others work on the machine, and the
/// start of a process, which comes before the first input, would count.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly TimeSpan _longest;
    private readonly Timer _look;
    private readonly Lock _gate = new();
    private TimeSpan? _began;

    /// <param name="longest">Time of the processor that one input may take.</param>
    public Patience(TimeSpan longest)
    {
        _longest = longest;
        _look = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>An input begins; it ends with what is returned.</summary>
    public IDisposable Begin()
    {
        Set(Environment.CpuUsage.TotalTime);
        return new End(this);
    }

    public void Dispose() => _look.Dispose();

    private void Set(TimeSpan? began)
    {
        lock (_gate)
        {
            _began = began;
        }
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_began is { } began && Environment.CpuUsage.TotalTime - began > _longest)
            {
                Environment.FailFast($"The input takes more than {_longest.TotalSeconds} s.");
            }
        }
    }

    private sealed class End(Patience patience) : IDisposable
    {
        public void Dispose() => patience.Set(null);
    }
}
