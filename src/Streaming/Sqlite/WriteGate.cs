using Microsoft.Data.Sqlite;
using Polly;
using Polly.Retry;

namespace Slams.Streaming.Sqlite;

/// <summary>
/// The one writing connection of this log instance. Writers of one process queue here in order rather than at the file's
/// lock; other processes are waited for by SQLite's busy handler and then by a few retries.
/// </summary>
internal sealed class WriteGate : IAsyncDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly SqliteDatabase _database;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SqliteConnection _connection;
    private readonly RecordAppender _appender;
    private readonly ResiliencePipeline _retry;
    private bool _disposed;

    public WriteGate(SqliteDatabase database, TopicCatalog catalog, Retention retention, TimeProvider timeProvider)
    {
        _database = database;
        _connection = database.Open();
        _appender = new RecordAppender(_connection, catalog, retention, timeProvider);
        _retry = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<SqliteException>(
                    exception => exception.SqliteErrorCode is Busy or Locked),
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    /// <summary>Runs work in one transaction: all of it is durable on return, or nothing of it.</summary>
    public async Task<TResult> WriteAsync<TResult>(
        Func<SqliteConnection, RecordAppender, TResult> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // SQLite works synchronously: away from the caller's thread.
            return await _retry.ExecuteAsync(
                async token => await Task.Run(() => InTransaction(work), token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw _database.Explain(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        if (!_disposed)
        {
            _disposed = true;
            _appender.Dispose();
            _connection.Dispose();
        }

        _turn.Release();
    }

    private TResult InTransaction<TResult>(Func<SqliteConnection, RecordAppender, TResult> work)
    {
        // IMMEDIATE takes the write lock first; a later upgrade could fail however long one waits.
        _connection.Run("BEGIN IMMEDIATE");
        try
        {
            var result = work(_connection, _appender);
            _connection.Run("COMMIT");
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void RollBack()
    {
        try
        {
            _connection.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Errors such as a full disk have rolled back already; the first error is the one to report.
        }
    }
}
