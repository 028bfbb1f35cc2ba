namespace Slams.Core.Grids;

/// <summary>Edges of the cells round cell-centre coordinates: half-way between neighbours.</summary>
public static class CellEdges
{
    /// <summary>
    /// Edges of latitudes in ascending or descending order, one more than centres. A row whose own half-width reaches, or nearly
    /// reaches, a pole extends to it, so that a global grid covers the globe.
    /// </summary>
    public static double[] OfLatitudes(IReadOnlyList<double> centres)
    {
        var edges = OfCoordinates(centres);
        edges[0] = ToPole(edges[0], edges[1]);
        edges[^1] = ToPole(edges[^1], edges[^2]);
        return edges;
    }

    /// <summary>Edges of evenly or unevenly spaced coordinates, one more than centres; the outermost cells are symmetric.</summary>
    /// <exception cref="ArgumentException">There are fewer than two centres.</exception>
    public static double[] OfCoordinates(IReadOnlyList<double> centres)
    {
        if (centres.Count < 2)
        {
            throw new ArgumentException("At least two coordinates are needed.", nameof(centres));
        }

        var edges = new double[centres.Count + 1];
        for (var i = 1; i < centres.Count; i++)
        {
            edges[i] = (centres[i - 1] + centres[i]) / 2;
        }

        edges[0] = (2 * centres[0]) - edges[1];
        edges[^1] = (2 * centres[^1]) - edges[^2];
        return edges;
    }

    private static double ToPole(double edge, double inner)
    {
        // A row is "at the pole" when less than half of another row would fit between its edge and the pole.
        var pole = edge > inner ? 90.0 : -90.0;
        return Math.Abs(edge) > 90 || Math.Abs(pole - edge) < Math.Abs(edge - inner) / 2 ? pole : edge;
    }
}
