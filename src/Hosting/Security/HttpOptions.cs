using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Security;

/// <summary>Limits of the HTTP side of every worker, section <c>Http</c>.</summary>
public sealed class HttpOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Http";

    /// <summary>Connections at a time; others are closed at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 2000;

    /// <summary>How long the head of a request may take to come; slower clients are cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RequestHeadTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of a request's body, of which none is ever read; longer ones are refused with 413.</summary>
    [Range(0, 1 << 30)]
    public int MaxBodyBytes { get; set; } = 65536;
}
