using System.Globalization;
using Slams.Core.Cycles;

namespace Slams.Cli.Replay;

/// <summary>One line of progress: share done, cycle, how long its analysis took, time left. Plain lines when output is redirected.</summary>
internal sealed class ProgressLine(TextWriter console, ReplayInputs inputs, CycleSchedule schedule, TimeProvider time) : IDisposable
{
    private const int Width = 30;
    private readonly Lock _lock = new();
    private readonly bool _plain = Console.IsOutputRedirected;
    private long _start = time.GetTimestamp();
    private int _done;

    /// <summary>A cycle was committed.</summary>
    public void Show(Cycle cycle, TimeSpan delay)
    {
        lock (_lock)
        {
            _done++;
            if (_done == 1)
            {
                // The first cycle includes loading; the time left is judged from the others.
                _start = time.GetTimestamp();
            }

            var total = Total();
            var left = _done > 1 && total > 0 ? time.GetElapsedTime(_start) / (_done - 1) * Math.Max(0, total - _done) : TimeSpan.Zero;
            var share = total > 0 ? Math.Min(1, (double)_done / total) : 0;
            var bar = new string('█', (int)(share * Width)).PadRight(Width, '░');
            var text = string.Create(CultureInfo.InvariantCulture,
                $"cycle {cycle.Key}  {_done}/{(total > 0 ? total : _done)}  analysis delay {delay.TotalSeconds:0.0} s  ETA {left:mm\\:ss}");
            if (_plain)
            {
                console.WriteLine(text);
            }
            else
            {
                console.Write($"\r{bar} {text}  ");
            }
        }
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        if (!_plain)
        {
            console.WriteLine();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => console.Flush();

    private int Total()
    {
        var (stations, frames) = (inputs.Stations, inputs.Frames);
        DateTimeOffset?[] firsts = [stations.First, frames.First], lasts = [stations.Last, frames.Last];
        return stations.Ended && frames.Ended && firsts.Min() is { } first && lasts.Max() is { } last
            ? (int)(schedule.CycleAt(last).Index - schedule.CycleAt(first).Index + 1)
            : 0;
    }
}
