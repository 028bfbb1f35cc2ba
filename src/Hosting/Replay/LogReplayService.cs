using Microsoft.Extensions.Hosting;
using Slams.Hosting.Ingest;
using Slams.Hosting.Resilience;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting.Replay;

/// <summary>Takes the place of ingest in a host that replays a log: copies readings and frames into the topics of its own run.</summary>
public sealed class LogReplayService(IEventLog log, Topics topics, LogRange range, LogConnection connection, TimeProvider time) : BackgroundService
{
    private LogCopy _readings = new(log, range, range.Source.Readings, topics.Readings, time);
    private LogCopy _frames = new(log, range, range.Source.Frames, topics.Frames, time);

    /// <summary>Readings read.</summary>
    public IngestCounts Readings => _readings.Counts;

    /// <summary>Frames read.</summary>
    public IngestCounts Frames => _frames.Counts;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () => Task.WhenAll(
            connection.RunAsync("replay of readings", token => (_readings = Copy(range.Source.Readings, topics.Readings)).RunAsync(token), stoppingToken),
            connection.RunAsync("replay of frames", token => (_frames = Copy(range.Source.Frames, topics.Frames)).RunAsync(token), stoppingToken)),
        stoppingToken);

    // A copy that begins anew counts anew.
    private LogCopy Copy(string from, string to) => new(log, range, from, to, time);
}
