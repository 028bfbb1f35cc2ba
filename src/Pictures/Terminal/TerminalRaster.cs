using Slams.Pictures.Colours;
using Slams.Pictures.Fields;
using Slams.Pictures.Maps;
using Slams.Pictures.Projections;

namespace Slams.Pictures.Terminal;

/// <summary>A field as few pixels: the globe centred on Greenwich, north up.</summary>
internal sealed class TerminalRaster
{
    private const double CoastShare = 0.45, Bright = 0.6;
    private static readonly Equirectangular Plane = new(0);
    private readonly float[] _values;
    private readonly bool[] _isCoast;

    /// <summary>Samples a field at the middle of each pixel.</summary>
    public TerminalRaster(LevelField field, int columns, int rows)
    {
        (Columns, Rows, _values, _isCoast) = (columns, rows, new float[columns * rows], new bool[columns * rows]);
        var smooth = new SmoothField(field.Grid, field.Values);
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = smooth.At(90 - (((i / columns) + 0.5) / rows * 180), (((i % columns) + 0.5) / columns * 360) - 180);
        }

        foreach (var place in Coastline.Lines.SelectMany(line => MapLines.Project(line, Plane)).SelectMany(piece => piece))
        {
            var column = Math.Clamp((int)((place.X + 180) / 360 * columns), 0, columns - 1);
            _isCoast[(Math.Clamp((int)((90 - place.Y) / 180 * rows), 0, rows - 1) * columns) + column] = true;
        }
    }

    /// <summary>Pixels across.</summary>
    public int Columns { get; }

    /// <summary>Pixels down.</summary>
    public int Rows { get; }

    /// <summary>Value of a pixel in K.</summary>
    public float Value(int column, int row) => _values[(row * Columns) + column];

    /// <summary>Colours of a row; where the coast runs, towards black on bright colours and towards white on others.</summary>
    public IReadOnlyList<Rgb> Colours(int row, ColourScale scale) =>
    [
        .. Enumerable.Range(0, Columns).Select(column =>
        {
            var colour = scale.Of(Value(column, row));
            var hint = OkLch.LightnessOf(colour) > Bright ? default : new Rgb(255, 255, 255);
            return _isCoast[(row * Columns) + column] ? colour.Towards(hint, CoastShare) : colour;
        }),
    ];
}
