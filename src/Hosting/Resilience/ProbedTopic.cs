namespace Slams.Hosting.Resilience;

/// <summary>
/// A topic that a worker only reads: every partition of it is asked for its end now and then, since a client that polls does not notice
/// that the broker of one of them is away.
/// </summary>
/// <param name="Name">Full name.</param>
public sealed record ProbedTopic(string Name);
