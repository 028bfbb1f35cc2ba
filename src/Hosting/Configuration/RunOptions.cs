using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Configuration;

/// <summary>What the workers of one run have in common, section <c>Run</c>.</summary>
public sealed class RunOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Run";

    /// <summary>Name of the run; goes into every analysis.</summary>
    [Required]
    public string Id { get; set; } = "live";

    /// <summary>Prefix of the topics; a replay beside live operations has one of its own.</summary>
    [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$")]
    public string TopicPrefix { get; set; } = "slams";

    /// <summary>Partitions of the readings and frames topics; the other topics have one, which keeps cycles in order.</summary>
    [Range(1, 1000)]
    public int Partitions { get; set; } = 4;

    /// <summary>How long a silent instance of a worker keeps its place before one that stands by takes over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
