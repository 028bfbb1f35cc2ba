using Slams.Core.Grids;
using Slams.Verification.Comparison;
using Slams.Verification.Scores;

namespace Slams.Verification.Evaluation;

/// <summary>Gathers the scores of one method over an experiment.</summary>
public sealed class MethodScores
{
    private readonly StateGrid _grid;
    private readonly List<CycleScore> _cycles = [];
    private readonly SortedDictionary<int, BandSums> _bands = [];
    private readonly ZonalSpectrum[] _meanSpectra;
    private readonly ZonalSpectrum[] _memberSpectra;
    private readonly ZonalSpectrum[] _truthSpectra;

    /// <summary>Makes an empty collection.</summary>
    /// <param name="grid">Grid and levels.</param>
    /// <param name="method">The method judged.</param>
    /// <param name="skipCycles">Cycles at the start of each block that count in <see cref="Cycles"/> alone.</param>
    /// <param name="stationErrorK">True error of a station temperature, K.</param>
    public MethodScores(StateGrid grid, IAnalysisMethod method, int skipCycles, double stationErrorK)
    {
        (_grid, SkipCycles) = (grid, skipCycles);
        (Name, Description, Members) = (method.Name, method.Description, method.Members);
        ZonalSpectrum[] Spectra() => [.. grid.PressureLevelsPa.Select(_ => new ZonalSpectrum(grid.Horizontal))];
        (_meanSpectra, _memberSpectra, _truthSpectra) = (Spectra(), Spectra(), Spectra());
        Ranks = Members > 0 ? new ThinnedRanks(grid, Members) : null;
        Stations = Members > 0 ? new StationScores(Members, stationErrorK) : null;
    }

    /// <summary>Name of the method.</summary>
    public string Name { get; }

    /// <summary>What the method is.</summary>
    public string Description { get; }

    /// <summary>Ensemble size; 0 for a normal distribution.</summary>
    public int Members { get; }

    /// <summary>Cycles left out at the start of each block.</summary>
    public int SkipCycles { get; }

    /// <summary>Every cycle, those left out of the scores included.</summary>
    public IReadOnlyList<CycleScore> Cycles => _cycles;

    /// <summary>The cycles that count.</summary>
    public IReadOnlyList<CycleScore> Scored => [.. _cycles.Where(cycle => cycle.CycleInBlock >= SkipCycles)];

    /// <summary>Ranks of the truth; null without members.</summary>
    public ThinnedRanks? Ranks { get; }

    /// <summary>Scores at stations; null without members.</summary>
    public StationScores? Stations { get; }

    /// <summary>Spread and error by band of latitude, of the cycles that count, a block each.</summary>
    public IReadOnlyCollection<BandSums> Bands => _bands.Values;

    /// <summary>Anomaly spectra of a level: of the mean, of one member (of the mean where there are none) and of the truth.</summary>
    public (ZonalSpectrum Mean, ZonalSpectrum Member, ZonalSpectrum Truth) Spectra(int level) =>
        (_meanSpectra[level], _memberSpectra[level], _truthSpectra[level]);

    /// <summary>Adds one analysis.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="cycleInBlock">Number of the cycle within it, from 0.</param>
    /// <param name="observed">What was observed.</param>
    /// <param name="analysis">The analysis.</param>
    /// <param name="truthK">The truth, K.</param>
    /// <param name="climatologyK">Climatology at the time, K.</param>
    /// <param name="nearSurfaceK">True near-surface temperature, K.</param>
    public void Add(
        int block, int cycleInBlock, ObservedCycle observed, MethodAnalysis analysis, ReadOnlySpan<float> truthK, ReadOnlySpan<float> climatologyK,
        float[] nearSurfaceK)
    {
        var draw = analysis.MembersK.Count > 0 ? analysis.MembersK[0] : analysis.MeanK;
        var cells = _grid.Horizontal.CellCount;
        var distances = new double[_grid.PressureLevelsPa.Count];
        var scored = cycleInBlock >= SkipCycles;
        for (var level = 0; level < distances.Length; level++)
        {
            var truth = truthK.Slice(level * cells, cells);
            distances[level] = WassersteinDistance.Between(draw.AsSpan(level * cells, cells), truth);
            if (scored)
            {
                var climatology = climatologyK.Slice(level * cells, cells);
                _meanSpectra[level].Add(Anomaly(analysis.MeanK.AsSpan(level * cells, cells), climatology));
                _memberSpectra[level].Add(Anomaly(draw.AsSpan(level * cells, cells), climatology));
                _truthSpectra[level].Add(Anomaly(truth, climatology));
            }
        }

        _cycles.Add(new CycleScore(
            block, cycleInBlock, LevelSums.Of(_grid, analysis.MeanK, analysis.SpreadK, truthK, climatologyK, analysis.MembersK), distances));
        if (scored)
        {
            Band(block).Add(observed.Cycle.Time, analysis.MeanK, analysis.SpreadK, truthK);
            Ranks?.Add(cycleInBlock, analysis.MembersK, truthK);
            Stations?.Add(
                observed, analysis.Departures,
                station => _grid.Horizontal.Interpolate(station.LatitudeDegrees, station.LongitudeDegrees).Apply(nearSurfaceK));
        }
    }

    private BandSums Band(int block)
    {
        if (!_bands.TryGetValue(block, out var sums))
        {
            sums = new BandSums(_grid);
            _bands.Add(block, sums);
        }

        return sums;
    }

    private static float[] Anomaly(ReadOnlySpan<float> field, ReadOnlySpan<float> climatology)
    {
        var anomaly = field.ToArray();
        for (var i = 0; i < anomaly.Length; i++)
        {
            anomaly[i] -= climatology[i];
        }

        return anomaly;
    }
}
