namespace Slams.Core.Windows.Stores;

/// <summary>The forms in which numbers are packed. The form is in the last bits of the first byte.</summary>
internal static class PackedForms
{
    public const int FormBits = 3;
    public const ulong FormMask = (1 << FormBits) - 1;

    /// <summary>No number.</summary>
    public const ulong Absent = 0;

    /// <summary>Single precision follows.</summary>
    public const ulong Single = 1;

    /// <summary>Double precision follows.</summary>
    public const ulong Double = 2;

    /// <summary>A whole number, behind the form; each form after this one has one more decimal.</summary>
    public const int FirstDecimals = 3;

    // As many as there are forms left. Larger numbers are not all whole numbers of double precision.
    private const int MostDecimals = 4;
    private const double Largest = 1L << 50, NearEnough = 1e-6;

    // Arrays, not spans over constants: those are made anew, with memory, wherever code is not optimised yet.
    private static readonly long[] Powers = [1, 10, 100, 1000, 10_000];

    private static readonly long[] Units = [TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, 1];

    /// <summary>Ten to the number of decimals.</summary>
    public static long Power(int decimals) => Powers[decimals];

    /// <summary>Finds the fewest decimals that give a number bit by bit.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">Number of decimals.</param>
    /// <param name="whole">The number without its point.</param>
    public static bool TryDecimals(double number, out int decimals, out long whole)
    {
        for (decimals = 0; decimals <= MostDecimals; decimals++)
        {
            var scaled = number * Powers[decimals];
            // Most tries end here, and a division takes longer.
            if (Math.Abs(scaled) < Largest && Math.Abs(scaled - Math.Round(scaled)) < NearEnough)
            {
                whole = (long)Math.Round(scaled);
                if (BitConverter.DoubleToInt64Bits((double)whole / Powers[decimals]) == BitConverter.DoubleToInt64Bits(number))
                {
                    return true;
                }
            }
        }

        whole = 0;
        return false;
    }

    /// <summary>The largest unit that a time is a whole number of.</summary>
    public static int Unit(TimeSpan time)
    {
        var unit = 0;
        while (time.Ticks % Units[unit] != 0)
        {
            unit++;
        }

        return unit;
    }

    /// <summary>Ticks of a unit.</summary>
    public static long Ticks(int unit) => Units[unit];

    /// <summary>Small for numbers near zero.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    /// <summary>The number again.</summary>
    public static long FromZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
