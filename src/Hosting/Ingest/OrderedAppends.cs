namespace Slams.Hosting.Ingest;

/// <summary>
/// Keeps reading, encoding and appending busy at the same time: batches are encoded beside each other and appended one after
/// the other, in order. After a failed append nothing further is appended.
/// </summary>
internal sealed class OrderedAppends(int depth)
{
    private readonly Queue<Task> _pending = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Hands over a batch; waits while as many batches as the depth are under way.</summary>
    public async Task SubmitAsync<TEncoded>(Func<TEncoded> encode, Func<TEncoded, Task> append)
    {
        while (_pending.Count >= depth)
        {
            await _pending.Dequeue();
        }

        _last = AfterAsync(_last, Task.Run(encode), append);
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

    private static async Task AfterAsync<TEncoded>(Task previous, Task<TEncoded> encoded, Func<TEncoded, Task> append)
    {
        var records = await encoded;
        await previous;
        await append(records);
    }
}
