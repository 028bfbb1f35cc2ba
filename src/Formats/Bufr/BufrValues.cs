using Slams.Formats.Content;

namespace Slams.Formats.Bufr;

/// <summary>Values from stored bits.</summary>
internal static class BufrValues
{
    private static readonly double[] Powers = [.. Enumerable.Range(0, 19).Select(exponent => double.Parse($"1e{exponent}", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The value that a stored number stands for.</summary>
    /// <remarks>Divided by whole powers, since the nearest number to a decimal is wanted: multiplied by 0.01, 28345 would be 283.45000000000005.</remarks>
    public static double Of(in BufrElement element, ulong stored)
    {
        var number = (double)((long)stored + element.Reference);
        var power = Math.Abs(element.Scale) < Powers.Length ? Powers[Math.Abs(element.Scale)] : Math.Pow(10, Math.Abs(element.Scale));
        return element.Scale >= 0 ? number / power : number * power;
    }

    /// <summary>Whether stored bits say that the value is missing: factors and bitmaps (class 31) and single bits have no such value.</summary>
    public static bool IsMissing(in BufrElement element, ulong stored) =>
        element.Width > 1 && element.Code / 1000 != 31 && stored == BitReader.Ones(element.Width);

    /// <summary>Characters without blanks at the ends; none where all bits are ones.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.ContainsAnyExcept((byte)0xFF) ? text.Trim(" \0"u8) : [];
}
