using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Slams.Publisher.Tests.Support;

namespace Slams.Benchmarks;

/// <summary>The service as <c>slams run</c> hosts it, on the bundled sample and a SQLite log, in a process and a folder of its own.</summary>
internal sealed class RunningService : IDisposable
{
    private static readonly DateTimeOffset FirstCycle = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-readers-");
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly long _start = TimeProvider.System.GetTimestamp();

    private RunningService(CrowdOptions options)
    {
        Address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{FreePort.Find()}"));
        // A window closes when what follows it has come; and some cycles run before those that are timed.
        var end = FirstCycle.AddHours(6 * (options.Cycles + options.WarmUps + 3)).ToString("O", CultureInfo.InvariantCulture);
        _process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Samples.Service, "run", "--Log:Address", "sqlite:" + Path.Combine(_folder.FullName, "log.db"), "--Logging:LogLevel:Default", "Warning",
            "--Stations:Paths:0", Samples.Stations, "--Stations:To", end, "--Satellite:Paths:0", Samples.Frames, "--Satellite:To", end,
            "--Assimilator:Members", options.Members.ToString(CultureInfo.InvariantCulture),
            "--Publisher:OutputFolder", Path.Combine(_folder.FullName, "out"), "--Publisher:Url", Address.ToString(),
            // All readers come from one address here.
            "--Publisher:RequestsPerMinute", "0",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName })!;
        _errors = _process.StandardError.ReadToEndAsync();
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    /// <summary>Where the publisher listens.</summary>
    public Uri Address { get; }

    /// <summary>What a service that has ended said.</summary>
    public string Errors => _process.HasExited ? _errors.Result : "it still runs";

    /// <summary>Starts a service.</summary>
    public static RunningService Start(CrowdOptions options) => new(options);

    /// <summary>Seconds since its process was started.</summary>
    public double SecondsSinceStart => TimeProvider.System.GetElapsedTime(_start).TotalSeconds;

    /// <summary>What it has in memory, MB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Seconds from the start of its process until it says that it is ready.</summary>
    public async Task<double> ReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        while (!await IsAsync(client, "/health/ready", cancellationToken))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The service ended before it was ready:\n{Errors}");
            }

            await Task.Delay(10, cancellationToken);
        }

        return SecondsSinceStart;
    }

    /// <summary>Starts the clock; the result reads it, and the CPU time of the service.</summary>
    public Func<Timing> Begin()
    {
        var (start, cpu) = (TimeProvider.System.GetTimestamp(), CpuSeconds());
        return () => new Timing(TimeProvider.System.GetElapsedTime(start).TotalSeconds, CpuSeconds() - cpu);
    }

    /// <summary>Publications from the start of the service on; ends when the service does.</summary>
    public async IAsyncEnumerable<string> PublicationsAsync(HttpClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!await IsAsync(client, "/health/live", cancellationToken))
        {
            if (_process.HasExited)
            {
                yield break;
            }

            await Task.Delay(100, cancellationToken);
        }

        await foreach (var id in EventsAsync(client, cancellationToken))
        {
            yield return id;
        }
    }

    /// <summary>Identifiers of server-sent events; ends when the stream does.</summary>
    public static async IAsyncEnumerable<string> EventsAsync(HttpClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string field = "id: ";
        using var response = await client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(field, StringComparison.Ordinal))
            {
                yield return line[field.Length..];
            }
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
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> IsAsync(HttpClient client, string health, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(health, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private double CpuSeconds()
    {
        _process.Refresh();
        return _process.TotalProcessorTime.TotalSeconds;
    }
}
