using SkiaSharp;
using Slams.Pictures.Colours;

namespace Slams.Pictures.Sheets;

/// <summary>Colours of what is not data.</summary>
internal static class Ink
{
    public static readonly SKColor Paper = SKColors.White, Text = new(0x17, 0x1C, 0x2C), Quiet = new(0x5A, 0x62, 0x78), Line = new(0x3A, 0x42, 0x58);
    public static readonly SKColor Grid = new(0xE3, 0xE6, 0xEC);

    /// <summary>Colours that tell runs apart, also for the colour-blind (M. Okabe and K. Ito, 2008), darkest first.</summary>
    public static readonly IReadOnlyList<SKColor> Runs =
        [new(0x00, 0x5F, 0x9E), new(0xD5, 0x5E, 0x00), new(0x00, 0x7F, 0x5F), new(0xA8, 0x4F, 0x86), new(0x6B, 0x6B, 0x6B), new(0xB8, 0x86, 0x00)];

    public static SKColor Of(Rgb colour) => new(colour.Red, colour.Green, colour.Blue);
}
