using SkiaSharp;

namespace Slams.Testing;

/// <summary>Fonts of the system, which pictures are written with.</summary>
internal static class SystemFonts
{
    /// <summary>Skips the test where there is none.</summary>
    public static void Require() => Assert.SkipUnless(SKFontManager.Default.FontFamilyCount > 0, "This system has no font.");
}
