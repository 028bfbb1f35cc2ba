using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Ingest;

/// <summary>Files that others write into a topic of the log, each as one message, <c>Stations:Poll:Topics:N</c> and <c>Satellite:Poll:Topics:N</c>.</summary>
public sealed class RawTopicOptions : ServerOptions
{
    /// <summary>The topic, by its whole name; it may be made later.</summary>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,249}$")]
    public string Topic { get; set; } = "";

    /// <summary>Consumer group whose offsets say what was read; empty: the topic, the source and <c>Name</c> with dots between them.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{0,249}$")]
    public string Group { get; set; } = "";

    /// <summary>Header that names the file, of which some formats take a station or a date; where a message has none its key does.</summary>
    public string NameHeader { get; set; } = "name";
}
