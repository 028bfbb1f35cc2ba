namespace Slams.Verification.Scores;

/// <summary>
/// Wasserstein-1 (earth mover's) distance of two samples of vectors, exactly: between equally many points the best transport is an
/// assignment, found by shortest augmenting paths (Jonker and Volgenant 1987), in O(n³).
/// </summary>
public static class EarthMoverDistance
{
    /// <summary>Mean Euclidean distance of the best assignment.</summary>
    /// <param name="first">Points of one length.</param>
    /// <param name="second">As many points of the same length.</param>
    /// <exception cref="ArgumentException">The samples are empty, or of different sizes.</exception>
    public static double Between(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second)
    {
        if (first.Count == 0 || first.Count != second.Count || first.Concat(second).Any(point => point.Length != first[0].Length))
        {
            throw new ArgumentException("Two samples of equally many points of one length are needed.");
        }

        var costs = first.Select(a => second.Select(b => Distance(a, b)).ToArray()).ToArray();
        return Assign(costs).Select((column, row) => costs[row][column]).Average();
    }

    /// <summary>The column of each row in the assignment of least total cost.</summary>
    internal static int[] Assign(double[][] costs)
    {
        var size = costs.Length;
        var (rowPrices, columnPrices) = (new double[size], new double[size]);
        var rowOfColumn = new int[size];
        Array.Fill(rowOfColumn, -1);
        for (var row = 0; row < size; row++)
        {
            Augment(row, costs, rowPrices, columnPrices, rowOfColumn);
        }

        var columnOfRow = new int[size];
        for (var column = 0; column < size; column++)
        {
            columnOfRow[rowOfColumn[column]] = column;
        }

        return columnOfRow;
    }

    /// <summary>Finds a place for one more row, moving others along the path of least cost, and keeps reduced costs non-negative.</summary>
    private static void Augment(int row, double[][] costs, double[] rowPrices, double[] columnPrices, int[] rowOfColumn)
    {
        var size = costs.Length;
        var (shortest, previous, settled) = (new double[size], new int[size], new bool[size]);
        Array.Fill(shortest, double.PositiveInfinity);
        Array.Fill(previous, -1);
        var (current, column, reached) = (row, -1, 0.0);
        while (current >= 0)
        {
            var next = -1;
            for (var j = 0; j < size; j++)
            {
                if (settled[j])
                {
                    continue;
                }

                var path = reached + costs[current][j] - rowPrices[current] - columnPrices[j];
                if (path < shortest[j])
                {
                    (shortest[j], previous[j]) = (path, column);
                }

                next = next < 0 || shortest[j] < shortest[next] ? j : next;
            }

            (column, reached) = (next, shortest[next]);
            settled[column] = true;
            current = rowOfColumn[column];
        }

        rowPrices[row] += reached;
        for (var j = 0; j < size; j++)
        {
            if (settled[j] && j != column)
            {
                rowPrices[rowOfColumn[j]] += reached - shortest[j];
                columnPrices[j] -= reached - shortest[j];
            }
        }

        for (var j = column; j >= 0; j = previous[j])
        {
            rowOfColumn[j] = previous[j] >= 0 ? rowOfColumn[previous[j]] : row;
        }
    }

    private static double Distance(double[] a, double[] b)
    {
        var squares = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return Math.Sqrt(squares);
    }
}
