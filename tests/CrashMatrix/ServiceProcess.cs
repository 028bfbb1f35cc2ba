using System.Diagnostics;
using System.Text;

namespace Slams.CrashMatrix;

/// <summary>A process of the service, which may be told where to be killed.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>128 + SIGKILL.</summary>
    public const int Killed = 137;

    /// <summary>More than an unbroken run needs on a slow and busy machine; what takes longer hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    // Asked to stop, it finishes what it is at.
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(8);

    private readonly Process _process;
    private readonly StringBuilder _text = new();

    private ServiceProcess(Process process) => _process = process;

    /// <summary>All it has printed.</summary>
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

    /// <summary>Starts a project of the service.</summary>
    /// <param name="project">The project.</param>
    /// <param name="run">Its working folder and settings.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="crashAt">Where it is killed; null to let it live.</param>
    public static ServiceProcess Start(string project, ServiceRun run, IEnumerable<string> arguments, string? crashAt)
    {
        var start = new ProcessStartInfo("dotnet", [Built.Assembly(project), .. arguments])
        {
            WorkingDirectory = run.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in run.Settings)
        {
            start.Environment[key] = value;
        }

        if (crashAt is not null)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = Built.Hook;
            start.Environment["SLAMS_CRASH_AT"] = crashAt;
        }

        var service = new ServiceProcess(new Process { StartInfo = start });
        service._process.OutputDataReceived += (_, line) => service.Note(line.Data);
        service._process.ErrorDataReceived += (_, line) => service.Note(line.Data);
        service._process.Start();
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        return service;
    }

    /// <summary>Exit code; null while it lives.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Its resident memory, bytes; null when it has ended.</summary>
    public long? ResidentBytes()
    {
        try
        {
            _process.Refresh();
            return _process.HasExited ? null : _process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has ended in between.
            return null;
        }
    }

    /// <summary>Refuses to go on without it.</summary>
    /// <param name="name">What it is called in the message.</param>
    /// <exception cref="InvalidOperationException">It has ended by itself, other than well.</exception>
    public void RequireAlive(string name)
    {
        if (ExitCode is { } exit and not 0)
        {
            throw new InvalidOperationException($"{name} ended by itself with {exit}. It printed:\n{Text}");
        }
    }

    /// <summary>Kills it as <c>kill -9</c> does, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its end; gives the exit code.</summary>
    /// <param name="patience">How long that may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TimeoutException">It takes longer.</exception>
    public async Task<int> EndAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"A process does not end. It printed:\n{Text}");
        }
    }

    /// <summary>Asks it to stop, as an operator does, and waits for that.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellationToken);
            await EndAsync(StopPatience, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
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
