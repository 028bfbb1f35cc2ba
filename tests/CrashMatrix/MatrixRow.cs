namespace Slams.CrashMatrix;

/// <summary>One point on one log.</summary>
/// <param name="Point">The point.</param>
/// <param name="Processes"><c>one</c> or <c>four</c>.</param>
/// <param name="Log">The log.</param>
/// <param name="Restarts">How often a process was started again.</param>
/// <param name="Comparison">What it has left behind, beside an unbroken run.</param>
/// <param name="Time">How long it took.</param>
public sealed record MatrixRow(CrashPoint Point, string Processes, string Log, int Restarts, Comparison Comparison, TimeSpan Time)
{
    /// <summary>Heads of the columns.</summary>
    public static string Head { get; } =
        $"{"point",-20} {"log",-13} {"processes",-9} {"restarts",8} {"files equal",11} {"analyses",9} {"s",5}  outcome";

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsGood => Comparison.Problems.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Point.Name,-20} {Log,-13} {Processes,-9} {Restarts,8} {$"{Comparison.EqualFiles}/{Comparison.Files}",11} {Comparison.Analyses,9} {Time.TotalSeconds,5:0.0}  ")
        + (IsGood ? "the same" : string.Join("; ", Comparison.Problems));
}
