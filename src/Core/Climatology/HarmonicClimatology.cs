using Slams.Core.Grids;

namespace Slams.Core.Climatology;

/// <summary>
/// Seasonal climatology of one field: mean plus annual and semi-annual harmonics at every cell,
/// c0 + c1 cos φ + c2 sin φ + c3 cos 2φ + c4 sin 2φ with φ = 2π (time since the start of the year) / 365.25 d.
/// </summary>
public sealed class HarmonicClimatology
{
    /// <summary>Coefficients per cell.</summary>
    public const int Terms = 5;

    private readonly float[] _coefficients;

    /// <summary>Wraps coefficients laid out <c>[term, latitude, longitude]</c>.</summary>
    /// <exception cref="ArgumentException">The array does not fit the grid.</exception>
    public HarmonicClimatology(LatLonGrid grid, float[] coefficients)
    {
        if (coefficients.Length != Terms * grid.CellCount)
        {
            throw new ArgumentException($"Expected {Terms * grid.CellCount} coefficients, got {coefficients.Length}.", nameof(coefficients));
        }

        Grid = grid;
        _coefficients = coefficients;
    }

    /// <summary>The grid of the field.</summary>
    public LatLonGrid Grid { get; }

    /// <summary>Coefficients <c>[term, latitude, longitude]</c>.</summary>
    public ReadOnlySpan<float> Coefficients => _coefficients;

    /// <summary>Values of the five basis functions at a time.</summary>
    public static float[] Basis(DateTimeOffset time)
    {
        var basis = new float[Terms];
        FillBasis(time, basis);
        return basis;
    }

    /// <summary>Writes the values of the five basis functions at a time, without allocating.</summary>
    public static void FillBasis(DateTimeOffset time, Span<float> basis)
    {
        var utc = time.UtcDateTime;
        var start = new DateTime(utc.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var phase = 2 * Math.PI * (utc - start).TotalDays / 365.25;
        basis[0] = 1;
        basis[1] = (float)Math.Cos(phase);
        basis[2] = (float)Math.Sin(phase);
        basis[3] = (float)Math.Cos(2 * phase);
        basis[4] = (float)Math.Sin(2 * phase);
    }

    /// <summary>The whole field at a time, row-major.</summary>
    public float[] FieldAt(DateTimeOffset time)
    {
        var basis = Basis(time);
        var field = new float[Grid.CellCount];
        for (var term = 0; term < Terms; term++)
        {
            var layer = _coefficients.AsSpan(term * field.Length, field.Length);
            for (var cell = 0; cell < field.Length; cell++)
            {
                field[cell] += basis[term] * layer[cell];
            }
        }

        return field;
    }

    /// <summary>The value at a position and time, by bilinear interpolation.</summary>
    public float ValueAt(double latitudeDegrees, double longitudeDegrees, DateTimeOffset time)
    {
        var stencil = Grid.Interpolate(latitudeDegrees, longitudeDegrees);
        Span<float> basis = stackalloc float[Terms];
        FillBasis(time, basis);
        var value = 0f;
        for (var term = 0; term < Terms; term++)
        {
            value += basis[term] * stencil.Apply(_coefficients.AsSpan(term * Grid.CellCount, Grid.CellCount));
        }

        return value;
    }
}
