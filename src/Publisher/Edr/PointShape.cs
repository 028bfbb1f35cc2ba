using Slams.Core.Grids;

namespace Slams.Publisher.Edr;

/// <summary>One position; values are interpolated bilinearly, poleward of the last row held constant in latitude.</summary>
internal sealed class PointShape(LatLonGrid grid, double longitude, double latitude) : ICoverageShape
{
    private readonly BilinearStencil _stencil = grid.Interpolate(latitude, longitude);

    public IReadOnlyList<double> X { get; } = [longitude];

    public IReadOnlyList<double> Y { get; } = [latitude];

    public bool IsPoint => true;

    public void Take(ReadOnlySpan<float> field, Span<float> layer) => layer[0] = _stencil.Apply(field);
}
