namespace Slams.Streaming.Log;

/// <summary>Writes outputs and input offsets as one: either all of a commit is visible or nothing of it.</summary>
public interface ITransactionalWriter : IAsyncDisposable
{
    /// <summary>Appends <paramref name="outputs"/> and commits <paramref name="positions"/> for the reader's group, atomically.</summary>
    /// <exception cref="FencedWriterException">A newer writer of the same name has taken over; stop.</exception>
    Task CommitAsync(
        IReadOnlyList<(string Topic, LogRecord Record)> outputs, ILogReader reader, IReadOnlyList<LogPosition> positions,
        CancellationToken cancellationToken);
}
