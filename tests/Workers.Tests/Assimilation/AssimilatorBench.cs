using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;
using Slams.Assimilator;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Hosting;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>An assimilator with a stand-in analyst over a SQLite log, as a host runs it; may be started several times.</summary>
internal sealed class AssimilatorBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);
    private readonly ScratchFolder _folder;
    private readonly bool _ownFolder;
    private IHost? _host;

    /// <summary>Makes a bench; beside another one it shares that one's log, as a second process would.</summary>
    public AssimilatorBench(AssimilatorBench? beside = null)
    {
        (_folder, _ownFolder) = (beside?._folder ?? new ScratchFolder(), beside is null);
        Log = OpenLog();
    }

    public Topics Topics { get; } = new("test");

    public StandInAnalyst Analyst { get; } = new();

    /// <summary>What makes the analyst; the stand-in unless set.</summary>
    public IAnalystFactory? Analysts { get; set; }

    public IEventLog Log { get; set; }

    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["Run:TopicPrefix"] = "test",
        ["Run:Partitions"] = "1",
        ["Assimilator:ModelFolder"] = "unused",
        ["Cycle:AllowedDisorder"] = "01:00:00",
        ["Cycle:IdleTimeout"] = "-00:00:00.001",
    };

    public AssimilatorState State => _host!.Services.GetRequiredService<AssimilatorState>();

    public IServiceProvider Services => _host!.Services;

    public string LogPath => _folder["log.db"];

    public IEventLog OpenLog() =>
        EventLogs.Open("sqlite:" + LogPath, new Dictionary<string, string> { [EventLogs.SqliteSynchronous] = "normal" });

    /// <summary>Appends readings at minutes after <see cref="Start"/>, then the end of both sources.</summary>
    public async Task AppendAsync(IEnumerable<(int Minutes, TimeSpan? LateBy)> readings, bool end = true)
    {
        await AppendAsync(Topics.Readings, [.. readings.Select(r => Reading(r.Minutes, r.LateBy))]);
        if (end)
        {
            await EndAsync();
        }
    }

    public async Task AppendAsync(string topic, params IReadOnlyList<LogRecord> records)
    {
        await Log.EnsureTopicAsync(topic, 1, Token);
        await Log.AppendAsync(topic, records, Token);
    }

    public async Task EndAsync()
    {
        await AppendAsync(Topics.Readings, ProgressCodec.ToRecords(new Progress("stations", null, true), 1));
        await AppendAsync(Topics.Frames, ProgressCodec.ToRecords(new Progress("satellite", null, true), 1));
    }

    public static LogRecord Reading(int minutes, TimeSpan? lateBy = null)
    {
        var record = ReadingCodec.ToRecord(
            new StationReading { StationId = "A", Time = Start.AddMinutes(minutes), AirTemperatureK = 200 + minutes, LatitudeDegrees = 1, LongitudeDegrees = 1 }, "stations");
        return lateBy is { } late ? record.WithLateBy(late) : record;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Services.AddSingleton(Log);
        builder.Services.AddSingleton(Analysts ?? Analyst);
        builder.AddSlamsDefaults();
        builder.AddAssimilator();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        _host = builder.Build();
        await _host.StartAsync(Token);
    }

    /// <summary>Starts and waits for the end of the sources.</summary>
    public async Task RunAsync()
    {
        await StartAsync();
        await State.Completed.WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    public async Task StopAsync()
    {
        await _host!.StopAsync(CancellationToken.None);
        _host.Dispose();
        _host = null;
    }

    public async Task<List<Analysis>> AnalysesAsync() => [.. (await ScanAsync(Topics.Analyses)).Select(AnalysisCodec.FromRecord)];

    public async Task<List<DeadLetter>> DeadLettersAsync() => [.. (await ScanAsync(Topics.DeadLetters)).Select(DeadLetterCodec.FromRecord)];

    public async Task<List<StoredRecord>> ScanAsync(string topic)
    {
        var records = new List<StoredRecord>();
        if (!(await Log.TopicsAsync(Token)).Contains(topic))
        {
            // Whoever has just started has not made it yet.
            return records;
        }

        await foreach (var record in Log.ScanAsync(topic, [], Token))
        {
            records.Add(record);
        }

        return records;
    }

    public async Task<HealthReport> HealthAsync(string tag) =>
        await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains(tag), Token);

    public async Task<string> MetricsAsync()
    {
        using var text = new MemoryStream();
        await Services.GetRequiredService<CollectorRegistry>().CollectAndExportAsTextAsync(text, Token);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Waits until something holds, without a clock of its own.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await StopAsync();
        }

        await Log.DisposeAsync();
        if (_ownFolder)
        {
            _folder.Dispose();
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
