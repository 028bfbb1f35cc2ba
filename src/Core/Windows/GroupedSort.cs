using System.Buffers;
using System.Runtime.InteropServices;

namespace Slams.Core.Windows;

/// <summary>Sorts many items of few groups: shares them out, then orders each group, which mostly came in order.</summary>
internal static class GroupedSort
{
    /// <summary>Writes <paramref name="items"/> in order to <paramref name="sorted"/>, which is as long.</summary>
    public static void Sort<T>(ReadOnlySpan<T> items, Span<T> sorted, Func<T, OrderGroup> groupOf, Comparison<T> compare)
    {
        var (places, numbers) = (new Dictionary<OrderGroup, int>(), ArrayPool<int>.Shared.Rent(items.Length));
        var (groups, sizes) = (new List<OrderGroup>(), new List<int>());
        for (var index = 0; index < items.Length; index++)
        {
            var group = groupOf(items[index]);
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(places, group, out var known);
            if (!known)
            {
                number = groups.Count;
                groups.Add(group);
                sizes.Add(0);
            }

            numbers[index] = number;
            sizes[number]++;
        }

        var ends = Starts(groups, sizes);
        for (var index = 0; index < items.Length; index++)
        {
            sorted[ends[numbers[index]]++] = items[index];
        }

        ArrayPool<int>.Shared.Return(numbers);
        for (var group = 0; group < ends.Length; group++)
        {
            Order(sorted.Slice(ends[group] - sizes[group], sizes[group]), compare);
        }
    }

    private static int[] Starts(List<OrderGroup> groups, List<int> sizes)
    {
        var (ordered, numbers, starts) = (groups.ToArray(), Enumerable.Range(0, groups.Count).ToArray(), new int[groups.Count]);
        Array.Sort(ordered, numbers);
        var start = 0;
        foreach (var number in numbers)
        {
            starts[number] = start;
            start += sizes[number];
        }

        return starts;
    }

    private static void Order<T>(Span<T> items, Comparison<T> compare)
    {
        for (var index = 1; index < items.Length; index++)
        {
            if (compare(items[index - 1], items[index]) > 0)
            {
                items.Sort(compare);
                return;
            }
        }
    }
}
