using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Temp;

/// <summary>A level of parts A and C, in the order in which they are reported.</summary>
/// <param name="Code">The first two digits of its group.</param>
/// <param name="PressurePa">Its pressure; NaN for the surface, whose group states it.</param>
/// <param name="TypicalHeightMetres">A height about the middle of those that occur there, of which the report leaves out the thousands.</param>
internal sealed record TempStandardLevel(int Code, double PressurePa, double TypicalHeightMetres)
{
    private const int Thousand = 1000;

    // From 500 hPa upwards heights are in decametres.
    private const double HighestInMetresPa = 50_000;

    /// <summary>Levels of part A.</summary>
    public static readonly IReadOnlyList<TempStandardLevel> UpTo100 =
    [
        new(99, double.NaN, 0), new(0, 100_000, 0), new(92, 92_500, 700), new(85, 85_000, 1400), new(70, 70_000, 2850), new(50, 50_000, 5500), new(40, 40_000, 7100),
        new(30, 30_000, 9100), new(25, 25_000, 10_300), new(20, 20_000, 11_700), new(15, 15_000, 13_500), new(10, 10_000, 16_100),
    ];

    /// <summary>Levels of part C.</summary>
    public static readonly IReadOnlyList<TempStandardLevel> Above100 =
    [
        new(70, 7000, 18_400), new(50, 5000, 20_400), new(30, 3000, 23_600), new(20, 2000, 26_200), new(10, 1000, 30_700), new(7, 700, 33_000), new(5, 500, 35_300),
        new(3, 300, 38_800), new(2, 200, 41_700), new(1, 100, 47_000),
    ];

    /// <summary>Whether it is that of the surface.</summary>
    public bool IsSurface => double.IsNaN(PressurePa);

    /// <summary>Geopotential height in m of <c>hhh</c>; null where there is none.</summary>
    public double? Height(ReadOnlySpan<byte> digits)
    {
        if (IsSurface || !Utf8Time.TryDigits(digits, out var code))
        {
            return null;
        }

        if (Code == 0)
        {
            // At 1000 hPa: below sea level with 500 added.
            return code >= Thousand / 2 ? (Thousand / 2) - code : code;
        }

        var unit = PressurePa > HighestInMetresPa ? 1 : 10;
        return (code * unit) + (Thousand * unit * Math.Round((TypicalHeightMetres - (code * unit)) / (Thousand * unit)));
    }
}
