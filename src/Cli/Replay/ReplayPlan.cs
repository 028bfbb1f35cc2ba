using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slams.Assimilator;
using Slams.Hosting.Ingest;

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

    public double Speed { get; init; }

    public double Withhold { get; init; }

    public string Format { get; init; } = "";

    /// <summary>Truth to compare with; null when there is none.</summary>
    public string? Truth { get; init; }

    /// <summary>Address of the map page; null serves none.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// Name of the run: the same for the same inputs and deciding settings, wherever the log and the output are, so that a
    /// replay that was killed finds itself again and equal replays give equal files.
    /// </summary>
    public async Task<string> RunIdAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{From:O}|{To:O}|{Members}|{Seed}|{WriteMembers}|{Withhold:R}|{Format}|{Path.GetFileName(Model)}");
        foreach (var paths in new[] { Stations, Frames })
        {
            await foreach (var file in InputFiles.EnumerateAsync(paths, watch: false, TimeProvider.System, cancellationToken))
            {
                text.Append(CultureInfo.InvariantCulture, $"|{Path.GetFileName(file)}:{new FileInfo(file).Length}");
            }

            text.Append("||");
        }

        return $"replay-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12]}";
    }

    /// <summary>The plan as configuration of the workers.</summary>
    public async Task<Dictionary<string, string?>> ToConfigurationAsync(CancellationToken cancellationToken)
    {
        var run = await RunIdAsync(cancellationToken);
        var invariant = CultureInfo.InvariantCulture;
        var settings = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Warning",
            // A failed start is told in one line by the command.
            ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
            ["Log:Address"] = Log ?? $"sqlite:{Path.Combine(Output, "slams.db")}",
            ["Run:Id"] = run,
            ["Run:TopicPrefix"] = $"slams.{run}",
            // Sources announce their end; until then they hold the watermark, however long they take.
            ["Cycle:IdleTimeout"] = Timeout.InfiniteTimeSpan.ToString("c", invariant),
            ["Stations:Withhold"] = Withhold.ToString("R", invariant),
            ["Stations:Format"] = Format,
            ["Assimilator:ModelFolder"] = Model,
            ["Assimilator:Members"] = Members.ToString(invariant),
            ["Assimilator:Seed"] = Seed.ToString(invariant),
            ["Assimilator:KeepMembers"] = WriteMembers.ToString(),
            ["Assimilator:Group"] = $"{run}.assimilator",
            ["Publisher:OutputFolder"] = Output,
            ["Publisher:WriteMembers"] = WriteMembers.ToString(),
            ["Publisher:TopicPrefix"] = $"slams.{run}",
            ["Publisher:Group"] = $"{run}.publisher",
            ["Publisher:MaxCycles"] = "100000",
        };
        foreach (var (section, paths) in new[] { ("Stations", Stations), ("Satellite", Frames) })
        {
            // Quality control and the grid of the frames need a climatology also where nothing is analysed.
            settings[$"{section}:ModelFolder"] = Analyses ? Model : BundledFiles.Model;
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

        if (Url is not null)
        {
            settings["Publisher:Url"] = Url;
        }

        return settings;
    }
}
