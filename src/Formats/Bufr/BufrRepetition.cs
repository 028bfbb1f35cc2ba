namespace Slams.Formats.Bufr;

/// <summary>Delayed replication.</summary>
internal static class BufrRepetition
{
    /// <summary>How often the steps stand in the data: for a repetition (0 31 011, 0 31 012) the data stand there once.</summary>
    public static int Count(in BufrStep step, ulong stored) => (int)Math.Min(stored, step.Element.Code is 31011 or 31012 ? 1UL : (ulong)step.Count);
}
