using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slams.Assimilator;
using Slams.Hosting.Ingest;
using Slams.Hosting.Replay;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Cli.Replay;

/// <summary>What a replay is to do.</summary>
internal sealed record ReplayPlan
{
    public IReadOnlyList<string> Stations { get; init; } = [];

    public IReadOnlyList<string> Frames { get; init; } = [];

    public required string Output { get; init; }

    /// <summary>Folder of the model; <see cref="AssimilatorOptions.NoModel"/> counts observations only.</summary>
    public string Model { get; init; } = BundledFiles.Model;

    /// <summary>Whether there are analyses.</summary>
    public bool Analyses => Model != AssimilatorOptions.NoModel;

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public int Members { get; init; } = 16;

    public long Seed { get; init; } = 1;

    public bool WriteMembers { get; init; }

    public string? Log { get; init; }

    public IReadOnlyDictionary<string, string> LogSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Prefix of topics and groups; null takes the run's, so that the same replay started again finds itself.</summary>
    public string? TopicPrefix { get; init; }

    public double Speed { get; init; }

    public double Withhold { get; init; }

    public string Format { get; init; } = "";

    /// <summary>List of stations with their positions; null when the files need none.</summary>
    public string? Positions { get; init; }

    /// <summary>About when files were made whose reports state day and hour only; null leaves it to their names and the clock.</summary>
    public DateTimeOffset? ReferenceTime { get; init; }

    /// <summary>Prefix of the topics to replay from the log instead of files; null reads files.</summary>
    public string? FromTopics { get; init; }

    /// <summary>Offsets of the log to begin at by <c>TOPIC/PARTITION</c>; others begin at <see cref="From"/>.</summary>
    public IReadOnlyDictionary<string, long> FromOffsets { get; init; } = new Dictionary<string, long>();

    /// <summary>Truth to compare with; null when there is none.</summary>
    public string? Truth { get; init; }

    /// <summary>Address of the map page; null serves none.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// Name of the run: the same for the same inputs and deciding settings, wherever the log and the output are, so that a
    /// replay that was killed finds itself again and equal replays give equal files.
    /// </summary>
    public async Task<string> RunIdAsync(LogRange? range, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{From:O}|{To:O}|{Members}|{Seed}|{WriteMembers}|{Withhold:R}|{Format}|{Path.GetFileName(Model)}");
        if (Positions is not null || ReferenceTime is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{(Positions is null ? 0 : new FileInfo(Positions).Length)}|{ReferenceTime:O}");
        }

        foreach (var paths in new[] { Stations, Frames })
        {
            await foreach (var file in InputFiles.EnumerateAsync(paths, watch: false, followLinks: true, TimeProvider.System, cancellationToken))
            {
                text.Append(CultureInfo.InvariantCulture, $"|{file.Name}:{(file.Refused is null ? new FileInfo(file.Path).Length : 0)}");
            }

            text.Append("||");
        }

        foreach (var start in range?.Starts ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"|{LogRange.Name(start)}={start.Offset}");
        }

        return $"replay-{Hash(text.ToString())}";
    }

    /// <summary>What to replay of the log; null where files are read.</summary>
    /// <exception cref="EventLogException">The log has nothing of the kind.</exception>
    public async Task<LogRange?> RangeAsync(CancellationToken cancellationToken)
    {
        if (FromTopics is null)
        {
            return null;
        }

        await using var log = EventLogs.Open(Log!, LogSettings);
        var range = await LogRange.FindAsync(log, new Topics(FromTopics), From, FromOffsets, cancellationToken);
        return range with { To = To, Speed = Speed };
    }

    /// <summary>The plan as configuration of the workers.</summary>
    public async Task<Dictionary<string, string?>> ToConfigurationAsync(LogRange? range, CancellationToken cancellationToken)
    {
        var run = await RunIdAsync(range, cancellationToken);
        var prefix = TopicPrefix ?? $"slams.{run}";
        var invariant = CultureInfo.InvariantCulture;
        var settings = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Warning",
            // A failed start is told in one line by the command.
            ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
            ["Log:Address"] = Log ?? $"sqlite:{Path.Combine(Output, "slams.db")}",
            ["Run:Id"] = run,
            ["Run:TopicPrefix"] = prefix,
            // Sources announce their end; until then they hold the watermark, however long they take.
            ["Cycle:IdleTimeout"] = Timeout.InfiniteTimeSpan.ToString("c", invariant),
            ["Stations:Withhold"] = Withhold.ToString("R", invariant),
            ["Stations:Format"] = Format,
            ["Stations:Positions"] = Positions ?? "",
            ["Stations:ReferenceTime"] = ReferenceTime?.ToString("O", invariant),
            ["Assimilator:ModelFolder"] = Model,
            ["Assimilator:Members"] = Members.ToString(invariant),
            ["Assimilator:Seed"] = Seed.ToString(invariant),
            ["Assimilator:KeepMembers"] = WriteMembers.ToString(),
            ["Assimilator:Group"] = $"{TopicPrefix ?? run}.assimilator",
            ["Publisher:Files"] = "true",
            ["Publisher:OutputFolder"] = Output,
            ["Publisher:ModelFolder"] = Analyses ? Model : "",
            ["Publisher:WriteMembers"] = WriteMembers.ToString(),
            ["Publisher:TopicPrefix"] = prefix,
            // Each folder of output has a publisher of its own: a run that is complete is published into another one again.
            ["Publisher:Group"] = $"{TopicPrefix ?? run}.publisher.{Hash(Path.GetFullPath(Output))}",
            ["Publisher:MaxCycles"] = "100000",
            // A replay ends when every cycle is published, so none may go meanwhile.
            ["Publisher:Retention:Age"] = "00:00:00",
            ["Publisher:Retention:Cycles"] = "0",
        };
        foreach (var (section, paths) in new[] { ("Stations", Stations), ("Satellite", Frames) })
        {
            // Quality control and the grid of the frames need a climatology also where nothing is analysed.
            settings[$"{section}:ModelFolder"] = Analyses ? Model : BundledFiles.Model;
            // Whose command this is may read what the links lead to.
            settings[$"{section}:FollowLinks"] = "true";
            settings[$"{section}:Speed"] = Speed.ToString("R", invariant);
            settings[$"{section}:From"] = From?.ToString("O", invariant);
            settings[$"{section}:To"] = To?.ToString("O", invariant);
            for (var i = 0; i < paths.Count; i++)
            {
                settings[$"{section}:Paths:{i}"] = paths[i];
            }
        }

        foreach (var (key, value) in LogSettings)
        {
            settings[$"Log:Settings:{key}"] = value;
        }

        if (range is not null)
        {
            settings["Run:Partitions"] = range.Partitions.ToString(invariant);
        }

        if (Url is not null)
        {
            settings["Publisher:Url"] = Url;
        }

        return settings;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
