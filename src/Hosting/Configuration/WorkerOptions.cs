namespace Slams.Hosting.Configuration;

/// <summary>The HTTP side of a worker other than the publisher, section <c>Worker</c>.</summary>
public sealed class WorkerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker";

    /// <summary>Address of <c>/health</c> and <c>/metrics</c>; a free port on loopback unless set otherwise.</summary>
    public string Url { get; set; } = "http://127.0.0.1:0";
}
