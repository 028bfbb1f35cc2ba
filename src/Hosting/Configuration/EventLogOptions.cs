using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Configuration;

/// <summary>Which event log the workers share, section <c>Log</c>.</summary>
public sealed class EventLogOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Log";

    /// <summary><c>sqlite:FILE</c> or <c>kafka:BOOTSTRAP</c>.</summary>
    [Required]
    public string Address { get; set; } = "sqlite:slams.db";

    /// <summary>Settings of the log; for Kafka any client setting, for example <c>security.protocol</c>.</summary>
    public Dictionary<string, string> Settings { get; } = [];
}
