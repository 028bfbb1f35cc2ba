namespace Slams.Formats.Bufr;

/// <summary>Delayed replication.</summary>
internal static class BufrRepetition
{
    /// <summary>How often the steps stand in the data: for a repetition (0 31 011, 0 31 012) the data stand there once.</summary>
    public static int Count(in BufrElement factor, ulong stored) =>
        factor.Code is 31011 or 31012 ? (int)Math.Min(stored, 1) : (int)Math.Min(stored, int.MaxValue);
}
