using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.Benchmarks;

/// <summary>An assimilator with one thread, in a process of its own.</summary>
internal sealed partial class ShardReplica : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];

    private ShardReplica(Process process) => _process = process;

    /// <summary>Seconds of the cycles that it has committed, in their order.</summary>
    public IReadOnlyList<double> Cycles =>
        [.. _lines.Select(line => Committed().Match(line)).Where(found => found.Success).Select(found => double.Parse(found.Groups["seconds"].Value, CultureInfo.InvariantCulture))];

    /// <summary>CPU time of the process.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="log">Arguments that name the log and the prefix of its topics.</param>
    /// <param name="members">Ensemble size.</param>
    /// <param name="shards">Partitions of the jobs; 0 shares nothing.</param>
    public static ShardReplica Start(IEnumerable<string> log, int members, int shards)
    {
        var replica = new ShardReplica(new Process
        {
            StartInfo = new ProcessStartInfo("dotnet",
            [
                Samples.Worker("Assimilator"), .. log, "--Assimilator:ModelFolder", Samples.Model, "--Assimilator:Members", members.ToString(CultureInfo.InvariantCulture),
                "--Assimilator:Shards", shards.ToString(CultureInfo.InvariantCulture), "--Analysis:Threads", "1", "--Worker:Url", "http://127.0.0.1:0",
            ])
            { RedirectStandardOutput = true },
        });
        replica._process.OutputDataReceived += (_, line) => replica._lines.Enqueue(line.Data ?? "");
        replica._process.Start();
        replica._process.BeginOutputReadLine();
        return replica;
    }

    /// <summary>Waits until it has said something.</summary>
    public Task SaysAsync(string text) => UntilAsync(() => _lines.Any(line => line.Contains(text, StringComparison.Ordinal)));

    /// <summary>Waits until something holds of one that runs.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException("The assimilator has ended:\n" + string.Join('\n', _lines));
            }

            await Task.Delay(10, limit.Token);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"committed in (?<seconds>[0-9.]+) s")]
    private static partial Regex Committed();
}
