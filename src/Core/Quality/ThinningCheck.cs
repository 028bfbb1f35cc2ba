using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Thins dense networks: of the observations of a cell some are kept, the others say the same once more with errors that are not independent.
/// Kept are the first of each station before the second of any, then what is nearest to the time of the analysis, then what has the
/// smallest error, then the station whose name comes first, so that the same stations are kept from cycle to cycle. A pure function: verdicts do
/// not depend on the order of the candidates, except for copies of one report.
/// </summary>
/// <param name="cellKm">Height and width of the cells in km; 0 thins nothing.</param>
/// <param name="kept">Observations kept in each cell, at least 1.</param>
public sealed class ThinningCheck(double cellKm, int kept)
{
    /// <summary>Judges the observations of one cycle; verdicts come in their order.</summary>
    public InnovationVerdict[] Judge(IReadOnlyList<ThinningCandidate> candidates)
    {
        var verdicts = new InnovationVerdict[candidates.Count];
        Array.Fill(verdicts, InnovationVerdict.Passed);
        if (cellKm == 0)
        {
            return verdicts;
        }

        foreach (var cell in Enumerable.Range(0, candidates.Count).GroupBy(Cell).Select(cell => cell.ToList()).Where(cell => cell.Count > kept))
        {
            foreach (var thinned in InOrder(cell, candidates).Skip(kept))
            {
                verdicts[thinned] = new InnovationVerdict(QualityFlag.Thinned, Reason(candidates[thinned], cell.Count));
            }
        }

        return verdicts;

        ThinningCell Cell(int i) => ThinningCell.Of(candidates[i].LatitudeDegrees, candidates[i].LongitudeDegrees, cellKm);
    }

    private static IEnumerable<int> InOrder(List<int> cell, IReadOnlyList<ThinningCandidate> candidates)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return cell
            .OrderBy(i => candidates[i].TimeOffset?.Duration() ?? TimeSpan.MaxValue).ThenBy(i => candidates[i].Error)
            .ThenBy(i => candidates[i].StationId, StringComparer.Ordinal).ThenBy(i => candidates[i].TimeOffset)
            .Select(i => (Index: i, Number: seen[candidates[i].StationId] = seen.GetValueOrDefault(candidates[i].StationId) + 1))
            .ToList()
            .OrderBy(one => one.Number)
            .Select(one => one.Index);
    }

    private string Reason(ThinningCandidate thinned, int count)
    {
        var reason = Invariant($"one of {count} in a cell of {cellKm:0.#} km, of which {kept} are kept");
        return thinned.TimeOffset is { } offset ? reason + Invariant($"; {offset.Duration().TotalMinutes:0} min from the analysis") : reason;
    }
}
