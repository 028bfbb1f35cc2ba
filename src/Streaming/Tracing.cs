using System.Diagnostics;

namespace Slams.Streaming;

/// <summary>Spans of this room, for any listener of <c>Slams.*</c>; without one they cost nothing.</summary>
internal static class Tracing
{
    private static readonly ActivitySource Source = new("Slams.Streaming");

    /// <summary>An append, until it is acknowledged.</summary>
    public static Activity? Append(string topic, int records) =>
        Source.StartActivity("log.append", ActivityKind.Producer)?.SetTag("slams.topic", topic).SetTag("slams.records", records);

    /// <summary>Handing records to the engine; what is left is its commit or its acknowledgement.</summary>
    public static Activity? Write(string topic) => Source.StartActivity("log.write")?.SetTag("slams.topic", topic);

    /// <summary>Committing outputs with the positions of their inputs.</summary>
    public static Activity? Commit(string writer) => Source.StartActivity("log.commit", ActivityKind.Producer)?.SetTag("slams.writer", writer);

    /// <summary>The outputs of a commit.</summary>
    public static Activity? Outputs() => Source.StartActivity("log.outputs");

    /// <summary>The positions of a commit.</summary>
    public static Activity? Offsets() => Source.StartActivity("log.offsets");
}
