namespace Slams.Pictures.Colours;

/// <summary>A colour as sRGB bytes.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>The colour of what has no value.</summary>
    public static Rgb Missing { get; } = new(0xC9, 0xCC, 0xD4);

    /// <summary>A share of the way to another colour, in sRGB.</summary>
    /// <param name="other">The other colour.</param>
    /// <param name="share">0 is this colour, 1 the other.</param>
    public Rgb Towards(Rgb other, double share)
    {
        return new Rgb(Mix(Red, other.Red), Mix(Green, other.Green), Mix(Blue, other.Blue));

        byte Mix(byte from, byte to) => (byte)Math.Round(from + (share * (to - from)));
    }
}
