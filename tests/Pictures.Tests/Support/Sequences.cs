namespace Slams.Pictures.Tests.Support;

internal static class Sequences
{
    /// <summary>Each element with the next.</summary>
    public static IEnumerable<TResult> Pairwise<T, TResult>(this IEnumerable<T> items, Func<T, T, TResult> join) => items.Zip(items.Skip(1), join);
}
