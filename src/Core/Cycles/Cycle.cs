using System.Globalization;

namespace Slams.Core.Cycles;

/// <summary>One analysis time and its observation window (<see cref="WindowStart"/>, <see cref="WindowEnd"/>].</summary>
/// <param name="Index">Number of the cycle since the epoch on its schedule.</param>
/// <param name="Time">Analysis time, UTC.</param>
/// <param name="WindowStart">Start of the window, not included.</param>
/// <param name="WindowEnd">End of the window, included.</param>
public readonly record struct Cycle(long Index, DateTimeOffset Time, DateTimeOffset WindowStart, DateTimeOffset WindowEnd)
    : IComparable<Cycle>
{
    /// <summary>Name used as message key and in file names, for example <c>19870111T0600Z</c>.</summary>
    public string Key => Time.UtcDateTime.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether the window holds a time.</summary>
    public bool Contains(DateTimeOffset time) => time > WindowStart && time <= WindowEnd;

    /// <inheritdoc/>
    public int CompareTo(Cycle other) => Index.CompareTo(other.Index);

    /// <inheritdoc/>
    public override string ToString() => Key;

    /// <summary>Earlier than.</summary>
    public static bool operator <(Cycle left, Cycle right) => left.Index < right.Index;

    /// <summary>Later than.</summary>
    public static bool operator >(Cycle left, Cycle right) => left.Index > right.Index;

    /// <summary>Not later than.</summary>
    public static bool operator <=(Cycle left, Cycle right) => left.Index <= right.Index;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(Cycle left, Cycle right) => left.Index >= right.Index;
}
