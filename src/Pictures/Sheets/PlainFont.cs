using SkiaSharp;

namespace Slams.Pictures.Sheets;

/// <summary>The font of pictures: the first of some plain ones that the system has.</summary>
internal static class PlainFont
{
    private static readonly string[] Wanted =
        ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Segoe UI", "Helvetica Neue", "Arial", "Open Sans", "Roboto", "Nimbus Sans"];

    /// <summary>Name of its family.</summary>
    /// <exception cref="FileNotFoundException">The system has no font at all.</exception>
    public static string Family()
    {
        var families = SKFontManager.Default.FontFamilies.ToArray();
        return Wanted.FirstOrDefault(name => families.Contains(name, StringComparer.OrdinalIgnoreCase)) ?? families.FirstOrDefault()
            ?? throw new FileNotFoundException("Pictures need a font and this system has none; on Debian the package fonts-dejavu-core brings one.");
    }

    /// <summary>The font at a size in units of layout. The caller disposes it.</summary>
    public static SKFont Of(double size, bool bold = false) => new(
        SKTypeface.FromFamilyName(Family(), bold ? SKFontStyle.Bold : SKFontStyle.Normal), (float)size)
    {
        // Widths that do not depend on the size, so that text fits at every resolution where it fits at one.
        Subpixel = true,
        LinearMetrics = true,
        Hinting = SKFontHinting.None,
        Edging = SKFontEdging.Antialias,
    };
}
