namespace Slams.Pictures.Colours;

/// <summary>
/// 256 colours from the lowest value to the highest, drawn through OKLCH so that lightness runs evenly with the value: equal steps look
/// equal, also to the colour-blind and in grey. They are those of the map page.
/// </summary>
public sealed class ColourMap
{
    private readonly Rgb[] _colours = new Rgb[256];

    private ColourMap(params (double Position, OkLch Colour)[] stops)
    {
        for (var i = 0; i < _colours.Length; i++)
        {
            var position = i / 255.0;
            var next = Math.Max(1, Array.FindIndex(stops, stop => stop.Position >= position));
            var ((start, from), (end, to)) = (stops[next - 1], stops[next]);
            var share = (position - start) / (end - start);
            _colours[i] = new OkLch(
                from.Lightness + (share * (to.Lightness - from.Lightness)), from.Chroma + (share * (to.Chroma - from.Chroma)),
                from.HueDegrees + (share * (to.HueDegrees - from.HueDegrees))).ToRgb();
        }
    }

    /// <summary>For temperatures: cold is dark blue, warm is light yellow.</summary>
    public static ColourMap Temperature { get; } = new(
        (0, new(0.22, 0.13, 275)), (0.3, new(0.42, 0.17, 300)), (0.55, new(0.595, 0.175, 360)), (0.8, new(0.775, 0.15, 415)),
        (1, new(0.95, 0.1, 460)));

    /// <summary>For spreads: small is dark, large is light.</summary>
    public static ColourMap Spread { get; } = new(
        (0, new(0.2, 0.05, 265)), (0.35, new(0.43, 0.09, 240)), (0.7, new(0.7, 0.11, 185)), (1, new(0.96, 0.09, 120)));

    /// <summary>For differences, diverging: negative is blue, nothing is nearly white, positive is red.</summary>
    public static ColourMap Difference { get; } = new(
        (0, new(0.38, 0.16, 262)), (0.25, new(0.62, 0.14, 250)), (0.5, new(0.97, 0.01, 250)), (0.501, new(0.97, 0.01, 40)),
        (0.75, new(0.66, 0.16, 38)), (1, new(0.42, 0.17, 28)));

    /// <summary>The colours, lowest value first.</summary>
    public IReadOnlyList<Rgb> Colours => _colours;

    /// <summary>The colour at a share of the range; what lies outside gets the colour of the end.</summary>
    public Rgb At(double share) => _colours[(int)Math.Round(255 * Math.Clamp(share, 0, 1))];
}
