using System.Diagnostics;

namespace Slams.Streaming;

/// <summary>Spans of this room, for any listener of <c>Slams.*</c>; without one they cost nothing.</summary>
internal static class Tracing
{
    private static readonly ActivitySource Source = new("Slams.Streaming");

    /// <summary>An append, until it is acknowledged.</summary>
    public static Activity? Append(string topic, int records) =>
        Source.StartActivity(ActivityKind.Producer, tags: [new("slams.topic", topic), new("slams.records", records)], name: "log.append");

    /// <summary>Handing records to the engine; what is left is its commit or its acknowledgement.</summary>
    public static Activity? Write(string topic) => Source.StartActivity(ActivityKind.Internal, tags: [new("slams.topic", topic)], name: "log.write");

    /// <summary>Committing outputs with the positions of their inputs.</summary>
    public static Activity? Commit(string writer) => Source.StartActivity(ActivityKind.Producer, tags: [new("slams.writer", writer)], name: "log.commit");

    /// <summary>The outputs of a commit.</summary>
    public static Activity? Outputs() => Source.StartActivity("log.outputs");

    /// <summary>The positions of a commit.</summary>
    public static Activity? Offsets() => Source.StartActivity("log.offsets");
}
