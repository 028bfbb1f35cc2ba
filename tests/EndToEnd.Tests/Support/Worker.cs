using System.Diagnostics;
using System.Text;

namespace Slams.EndToEnd.Tests.Support;

/// <summary>A process of the product, as a user starts it.</summary>
internal sealed class Worker : IAsyncDisposable
{
    /// <summary>More than any of them needs on a slow machine; a process that takes longer hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly StringBuilder _text = new();

    private Worker(Process process) => _process = process;

    /// <summary>What it has printed so far, errors included.</summary>
    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Starts <c>slams</c>.</summary>
    public static Worker Slams(ScratchFolder folder, params string[] arguments) => Start(folder, "Cli", "slams", arguments);

    /// <summary>Starts the executable of a project in a folder.</summary>
    public static Worker Start(ScratchFolder folder, string project, string assembly, params string[] arguments) =>
        Start(folder, project, assembly, new Dictionary<string, string>(), arguments);

    /// <summary>Starts the executable of a project in a folder, with more in its environment.</summary>
    public static Worker Start(
        ScratchFolder folder, string project, string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Assembly(project, assembly), .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Few noise levels, of which one is guided: these tests ask whether bytes repeat and counts add up, not how good an analysis is.
        start.Environment["Analysis__Steps"] = "2";
        start.Environment["Analysis__GuidanceIterations"] = "1";
        start.Environment["Analysis__GuidanceLevel"] = "0.5";
        start.Environment["Analysis__GuidanceLowestLevel"] = "0";
        // No process of a test lives long enough to gain from what the compiler would learn by counting calls, or do again for what is called often.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var worker = new Worker(new Process { StartInfo = start, EnableRaisingEvents = true });
        worker._process.OutputDataReceived += (_, line) => worker.Note(line.Data);
        worker._process.ErrorDataReceived += (_, line) => worker.Note(line.Data);
        worker._process.Start();
        worker._process.BeginOutputReadLine();
        worker._process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Runs <c>slams</c> to its end.</summary>
    public static Task<Ended> RunAsync(ScratchFolder folder, params string[] arguments) =>
        RunAsync(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Runs <c>slams</c> to its end, with more in its environment.</summary>
    public static async Task<Ended> RunAsync(ScratchFolder folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var worker = Start(folder, "Cli", "slams", environment, arguments);
        return await worker.EndAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<Ended> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process does not end. It printed:\n{Text}");
        }

        return new Ended(_process.ExitCode, Text);
    }

    /// <summary>Waits until a folder holds so many files, or the process has ended.</summary>
    public async Task WaitForFilesAsync(string folder, string pattern, int count)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder, pattern);
        watcher.Created += (_, _) => Look();
        watcher.Renamed += (_, _) => Look();
        _process.Exited += (_, _) => there.TrySetResult();
        watcher.EnableRaisingEvents = true;
        Look();
        await there.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        void Look()
        {
            if (Directory.EnumerateFiles(folder, pattern).Take(count).Count() == count || _process.HasExited)
            {
                there.TrySetResult();
            }
        }
    }

    /// <summary>Waits until the process has printed something.</summary>
    public async Task WaitForTextAsync(string text)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (!Text.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"The process had ended before it printed '{text}'. It printed:\n{Text}");
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Asks the process to end, as a restart does, and waits for it.</summary>
    public async Task<Ended> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    /// <summary>Kills the process as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        Assert.False(_process.HasExited, $"The process had ended before it was killed. It printed:\n{Text}");
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            lock (_text)
            {
                _text.AppendLine(line);
            }
        }
    }
}
