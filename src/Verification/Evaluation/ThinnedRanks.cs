using Slams.Core.Grids;
using Slams.Verification.Scores;

namespace Slams.Verification.Evaluation;

/// <summary>
/// Rank histogram of the truth among the members at places, levels and dates far enough apart to count as independent:
/// about 22 degrees, one level a place, one date in two days.
/// </summary>
public sealed class ThinnedRanks
{
    private const int CyclesApart = 8;
    private const double DegreesApart = 22.5;
    private readonly StateGrid _grid;
    private readonly (int Level, int Cell)[] _places;

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="grid">Grid and levels.</param>
    /// <param name="members">Ensemble size.</param>
    public ThinnedRanks(StateGrid grid, int members)
    {
        _grid = grid;
        Histogram = new RankHistogram(members);
        _places = [.. Places(grid)];
    }

    /// <summary>The histogram.</summary>
    public RankHistogram Histogram { get; }

    /// <summary>Adds an analysis if its turn has come.</summary>
    /// <param name="cycleInBlock">Number of the cycle within its block.</param>
    /// <param name="membersK">Members, <c>[level, latitude, longitude]</c>.</param>
    /// <param name="truthK">The truth, likewise.</param>
    public void Add(int cycleInBlock, IReadOnlyList<float[]> membersK, ReadOnlySpan<float> truthK)
    {
        if (cycleInBlock % CyclesApart != 0)
        {
            return;
        }

        var values = new float[membersK.Count];
        var turn = cycleInBlock / CyclesApart;
        foreach (var (level, cell) in _places)
        {
            var index = ((level + turn) % _grid.PressureLevelsPa.Count * _grid.Horizontal.CellCount) + cell;
            for (var member = 0; member < values.Length; member++)
            {
                values[member] = membersK[member][index];
            }

            Histogram.Add(values, truthK[index]);
        }
    }

    private static IEnumerable<(int Level, int Cell)> Places(StateGrid grid)
    {
        var horizontal = grid.Horizontal;
        var rowsApart = Math.Max(1, (int)Math.Round(DegreesApart / 180 * horizontal.Rows));
        var place = 0;
        for (var row = rowsApart / 2; row < horizontal.Rows; row += rowsApart)
        {
            var round = 360 / DegreesApart * Math.Cos(horizontal.LatitudesDegrees[row] * Math.PI / 180);
            var count = Math.Clamp((int)round, 1, horizontal.Columns);
            for (var i = 0; i < count; i++)
            {
                yield return (place++ % grid.PressureLevelsPa.Count, (row * horizontal.Columns) + (i * horizontal.Columns / count));
            }
        }
    }
}
