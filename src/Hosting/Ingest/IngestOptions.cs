using System.ComponentModel.DataAnnotations;
using Slams.Core.Quality;

namespace Slams.Hosting.Ingest;

/// <summary>A source of observations, sections <c>Stations</c> and <c>Satellite</c>.</summary>
public sealed class IngestOptions : IValidatableObject
{
    /// <summary>
    /// Observations per append where nothing else is said: the answer of the log is waited for once for all of them, and the list of them is still
    /// small enough (85,000 bytes) not to be among the objects that the runtime collects seldom, which would keep its records alive.
    /// </summary>
    public const int StandardBatch = 2500;

    /// <summary>Files and folders to read, in this order; a folder's files in ordinal order of their names.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>Format by name; empty recognises it from the content.</summary>
    public string Format { get; set; } = "";

    /// <summary>CSV of stations with their positions, for formats that carry none (ISD-Lite, METAR, SYNOP, TEMP); empty: those bundled for SYNOP alone.</summary>
    public string Positions { get; set; } = "";

    /// <summary>About when the files were made, for reports that state day and hour only (METAR, SYNOP, TEMP); without it the date in a file's name tells, else when it was last written.</summary>
    public DateTimeOffset? ReferenceTime { get; set; }

    /// <summary>Observations before this time are left out.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>Observations after this time are left out.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>Event time per real time; 0 is as fast as possible.</summary>
    [Range(0, 1e9)]
    public double Speed { get; set; }

    /// <summary>Share of the stations withheld for verification.</summary>
    [Range(0.0, 0.9)]
    public double Withhold { get; set; }

    /// <summary>Stations, or platforms of frames, that are carried along and verified but not assimilated: by name, or by the beginning of names and <c>*</c>.</summary>
    public List<string> Passive { get; } = [];

    /// <summary>Whether to go on watching the folders for new files instead of ending.</summary>
    public bool Watch { get; set; }

    /// <summary>Whether links in a folder are followed, wherever they lead; otherwise each is a dead letter. A path that is itself a link is.</summary>
    public bool FollowLinks { get; set; }

    /// <summary>Model folder, for the climatology of the gross-error check and the grid of the frames.</summary>
    [Required]
    public string ModelFolder { get; set; } = "";

    /// <summary>Observations per append, at most; of large frames it takes fewer, and of a live source (<see cref="Watch"/>) what waits goes as it is when nothing new is there, or after a quarter of a second.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; set; } = StandardBatch;

    /// <summary>Number of shares that the files are divided into, for several instances to read them at once; 1: one instance reads, the others stand by.</summary>
    [Range(1, 64)]
    public int Shares { get; set; } = 1;

    /// <summary>What decides to which share a file belongs: its name, or its folder. What is judged in the order of one reading is judged within a share.</summary>
    public ShareKey ShareBy { get; set; } = ShareKey.Name;

    /// <summary>What is fetched from servers.</summary>
    public PollOptions Poll { get; set; } = new();

    /// <summary>Where files are: the paths, and what is fetched.</summary>
    public IReadOnlyList<string> Places() => Poll.HasSources() ? [.. Paths, Poll.Spool] : Paths;

    /// <summary>Whether a time lies within <see cref="From"/> and <see cref="To"/>.</summary>
    public bool Covers(DateTimeOffset time) => (From is not { } from || time >= from) && (To is not { } to || time <= to);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var entry in Passive.Where(entry => !PassiveNames.IsEntry(entry)))
        {
            yield return new ValidationResult($"{nameof(Passive)} has '{entry}', which is neither a name nor the beginning of names and *", [nameof(Passive)]);
        }

        if (Shares > 1 && Speed > 0)
        {
            yield return new ValidationResult($"{nameof(Shares)} must be 1 while {nameof(Speed)} is above 0, for each share would keep a pace of its own", [nameof(Shares)]);
        }

        if (Poll.HasSources() && !Watch)
        {
            yield return new ValidationResult($"{nameof(Watch)} must be true with {nameof(Poll)}: what servers have has no end", [nameof(Watch)]);
        }

        if (Poll.HasSources() && Shares > 1)
        {
            yield return new ValidationResult($"{nameof(Shares)} must be 1 with {nameof(Poll)}: one instance fetches and reads", [nameof(Shares)]);
        }
    }
}
