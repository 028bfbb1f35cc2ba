using Slams.Pictures.Colours;

namespace Slams.Pictures.Terminal;

/// <summary>The part of xterm's 256 colours that no theme changes: a cube of 6 x 6 x 6 from number 16, and 24 greys from 232.</summary>
internal sealed class XtermPalette
{
    private const int FirstOfCube = 16, FirstGrey = 232, Count = 240;
    // Values are told by lightness first, so it must come through better than hue.
    private const double LightnessWeight = 6;
    private static readonly byte[] Levels = [0, 95, 135, 175, 215, 255];
    private static readonly (double Lightness, double A, double B)[] Palette =
        [.. Enumerable.Range(FirstOfCube, Count).Select(number => OkLch.LabOf(Of(number)))];

    private readonly Dictionary<Rgb, int> _found = [];

    /// <summary>Number of the colour that looks most like another.</summary>
    public int Nearest(Rgb colour)
    {
        if (!_found.TryGetValue(colour, out var number))
        {
            var wanted = OkLch.LabOf(colour);
            number = FirstOfCube + Enumerable.Range(0, Count).MinBy(i => Distance(Palette[i], wanted));
            _found.Add(colour, number);
        }

        return number;
    }

    /// <summary>The colour of a number from 16 on.</summary>
    public static Rgb Of(int number)
    {
        if (number >= FirstGrey)
        {
            var grey = (byte)(8 + (10 * (number - FirstGrey)));
            return new Rgb(grey, grey, grey);
        }

        var place = number - FirstOfCube;
        return new Rgb(Levels[place / 36], Levels[place / 6 % 6], Levels[place % 6]);
    }

    private static double Distance((double Lightness, double A, double B) one, (double Lightness, double A, double B) other)
    {
        var (lightness, a, b) = (one.Lightness - other.Lightness, one.A - other.A, one.B - other.B);
        return (LightnessWeight * lightness * lightness) + (a * a) + (b * b);
    }
}
