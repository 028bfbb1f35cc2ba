namespace Slams.Core.Tests.Windows;

/// <summary>A small item for the window tests; its minutes count from <see cref="WindowBench.Start"/>.</summary>
internal readonly record struct Report(int Minutes, int Value) : IComparable<Report>
{
    public int CompareTo(Report other) => (Minutes, Value).CompareTo((other.Minutes, other.Value));
}
