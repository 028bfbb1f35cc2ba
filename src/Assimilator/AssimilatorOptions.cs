using System.ComponentModel.DataAnnotations;

namespace Slams.Assimilator;

/// <summary>Settings of the assimilator, section <c>Assimilator</c>. The analysis itself is configured in section <c>Analysis</c>.</summary>
public sealed class AssimilatorOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Assimilator";

    /// <summary>In place of a folder: no analyses, each cycle is published with the counts of its window.</summary>
    public const string NoModel = "none";

    /// <summary>Folder of the model, or <see cref="NoModel"/>.</summary>
    [Required]
    public string ModelFolder { get; set; } = "";

    /// <summary>SHA-256 that <c>model.json</c> must have, in hex; it holds the hashes of all other files. Empty: any model is taken.</summary>
    [RegularExpression("^([0-9A-Fa-f]{64})?$")]
    public string ModelSha256 { get; set; } = "";

    /// <summary>Ensemble size.</summary>
    [Range(2, 1024)]
    public int Members { get; set; } = 16;

    /// <summary>Seed of the run.</summary>
    [Range(0, long.MaxValue)]
    public long Seed { get; set; } = 1;

    /// <summary>Whether analyses carry every member's field.</summary>
    public bool KeepMembers { get; set; }

    /// <summary>
    /// Consumer group, and transactional id; its committed offsets say what has been assimilated. Empty: <c>Run:TopicPrefix</c> and
    /// <c>-assimilator</c>.
    /// </summary>
    public string Group { get; set; } = "";

    /// <summary>Tries of one cycle before it is published as failed.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 3;

    /// <summary>Time for all tries of one cycle together, after which it is published as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan CycleDeadline { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Partitions of the jobs in which the members of a cycle, four in each, are shared out among the instances of this domain, standing by or not: at most so many take part. 0: each
    /// instance samples its own. Wherever members are sampled, the results are the same.
    /// </summary>
    [Range(0, 256)]
    public int Shards { get; set; }

    /// <summary>How long no samples may come from other instances before what is missing of a cycle is sampled by its own; longer than a job takes, and than the session timeout.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ShardPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The group of a domain whose settings name none: of two domains on one log, neither takes the place of the other.</summary>
    public static string GroupOf(string topicPrefix) => topicPrefix + "-assimilator";
}
