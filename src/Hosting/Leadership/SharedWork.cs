namespace Slams.Hosting.Leadership;

/// <summary>What instances that share out a source do with it.</summary>
/// <param name="Begin">Done once by each, before its first work.</param>
/// <param name="OnShare">
/// The work on one share. The first token is cancelled when the share is asked back, the second when it has gone already: another instance may be at it.
/// </param>
/// <param name="Unended">Shares of the source that have not ended, whoever holds them.</param>
public sealed record SharedWork(
    Func<CancellationToken, Task> Begin, Func<int, CancellationToken, CancellationToken, Task> OnShare, Func<CancellationToken, Task<IReadOnlyCollection<int>>> Unended);
