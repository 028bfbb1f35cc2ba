namespace Slams.Publisher.Edr;

/// <summary>Where a coverage has values: the axes of one horizontal layer, and how to take it from a field.</summary>
internal interface ICoverageShape
{
    /// <summary>Longitudes in degrees east, ascending.</summary>
    IReadOnlyList<double> X { get; }

    /// <summary>Latitudes in degrees north, ascending.</summary>
    IReadOnlyList<double> Y { get; }

    /// <summary>Whether this is a place rather than the points of a grid.</summary>
    bool IsPoint { get; }

    /// <summary>Takes one layer, row-major from the south, NaN where the shape has no value.</summary>
    void Take(ReadOnlySpan<float> field, Span<float> layer);
}
