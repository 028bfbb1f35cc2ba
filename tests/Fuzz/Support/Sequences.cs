namespace Slams.Fuzz.Support;

/// <summary>Asynchronous sequences, waited for.</summary>
internal static class Sequences
{
    /// <summary>Goes through all of it.</summary>
    public static void ForEach<T>(IAsyncEnumerable<T> items, Action<T> action) => Wait(async () =>
    {
        await foreach (var item in items)
        {
            action(item);
        }
    });

    /// <summary>Waits for work that has nobody else to wait for.</summary>
    public static void Wait(Func<Task> work) => work().GetAwaiter().GetResult();
}
