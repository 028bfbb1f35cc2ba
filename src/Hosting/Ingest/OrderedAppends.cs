namespace Slams.Hosting.Ingest;

/// <summary>
/// Keeps reading and appending busy at the same time: batches are appended behind the reading, one after the other, in order. After a failed
/// append nothing further is appended.
/// </summary>
internal sealed class OrderedAppends(int depth)
{
    private readonly Queue<Task> _pending = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Hands over a batch; waits while as many batches as the depth are under way.</summary>
    public async Task SubmitAsync(Func<Task> append)
    {
        while (_pending.Count >= depth)
        {
            await _pending.Dequeue();
        }

        _last = AfterAsync(_last, append);
        _pending.Enqueue(_last);
    }

    /// <summary>Waits for every batch.</summary>
    public async Task CompleteAsync()
    {
        while (_pending.TryDequeue(out var pending))
        {
            await pending;
        }
    }

    private static async Task AfterAsync(Task previous, Func<Task> append)
    {
        // Also where nothing is under way: whoever reads goes on reading.
        await previous.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await append();
    }
}
