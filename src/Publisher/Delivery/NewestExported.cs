using Slams.Core.Cycles;

namespace Slams.Publisher.Delivery;

/// <summary>The newest cycle that any export has delivered.</summary>
internal sealed class NewestExported
{
    private long _end = long.MinValue;

    /// <summary>Takes a cycle where it is newer than all before; says whether it is.</summary>
    public bool Advance(Cycle cycle)
    {
        var end = cycle.WindowEnd.UtcTicks;
        for (var seen = Interlocked.Read(ref _end); end > seen;)
        {
            var before = Interlocked.CompareExchange(ref _end, end, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }
}
