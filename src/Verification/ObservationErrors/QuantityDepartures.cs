using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Verification.Scores;

namespace Slams.Verification.ObservationErrors;

/// <summary>Collects the departures of one quantity, cycle by cycle.</summary>
internal sealed class QuantityDepartures(string quantity)
{
    // What is added for a minute's distance in time is no difference.
    private const double SameError = 1.01;

    private readonly CycleSeries _all = new(), _plain = new();
    private readonly Dictionary<string, SourceDepartures> _sources = new(StringComparer.Ordinal);
    private readonly RunningMoments _backgroundErrors = new();
    private double _plainError = double.PositiveInfinity, _lowest = double.NaN, _highest = double.NaN;
    private int _withoutBackground;

    /// <summary>What was observed.</summary>
    public string Quantity => quantity;

    /// <summary>Observations that a check against the field or the history of their station kept from being assimilated.</summary>
    public long Rejected { get; private set; }

    /// <summary>Statistics of all that were assimilated.</summary>
    public DepartureStatistics Pooled => _all.Pooled;

    /// <summary>Adds the observations of a cycle.</summary>
    public void Add(DateTimeOffset cycle, IReadOnlyList<ObservationDeparture> departures)
    {
        var used = departures.Where(d => d.IsUsed).ToList();
        if (used.Count > 0 && used.TrueForAll(d => d.Background == d.Climatology))
        {
            _withoutBackground++;
            return;
        }

        Rejected += departures.Count(d => d.Flag is QualityFlag.FirstGuessDeparture or QualityFlag.BuddyDeparture or QualityFlag.History);
        foreach (var departure in used)
        {
            Add(cycle, departure);
        }
    }

    /// <summary>What the departures say.</summary>
    public QuantityErrors Estimate(ObservationErrorOptions options)
    {
        var bootstrap = new BlockBootstrap(options.BlockCycles);
        var all = ErrorEstimate.Of(_all, bootstrap);
        var errors = new QuantityErrors
        {
            Quantity = quantity,
            All = all,
            Plain = _plain.Cycles > 0 && _plain.Pooled.Count < _all.Pooled.Count ? ErrorEstimate.Of(_plain, bootstrap) : all,
            AssumedErrors = (_lowest, _highest),
            MeanDeparture = Pooled.ObservationMinusBackground.Mean,
            MeanResidual = Pooled.ObservationMinusAnalysis.Mean,
            BackgroundError = ErrorEstimate.Root(Pooled.BackgroundErrorVariance),
            AssumedBackgroundError = _backgroundErrors.RootMeanSquare,
            CyclesWithoutBackground = _withoutBackground,
            Warnings = [],
            IsUsable = false,
            Sources =
            [
                .. _sources.Where(source => source.Value.Statistics.Count >= options.MinimumReports)
                    .OrderByDescending(source => source.Value.Excess).ThenBy(source => source.Key, StringComparer.Ordinal)
                    .Take(options.Sources).Select(source => source.Value.ToDeviation(source.Key)),
            ],
        };
        return ErrorJudgement.Judge(errors, this, options);
    }

    private void Add(DateTimeOffset cycle, ObservationDeparture d)
    {
        _all.Add(cycle, d.Observed, d.Background, d.Analysis, d.Error);
        if (!_sources.TryGetValue(d.SourceId, out var source))
        {
            _sources[d.SourceId] = source = new SourceDepartures();
        }

        source.Add(d);
        if (float.IsFinite(d.BackgroundError))
        {
            _backgroundErrors.Add(d.BackgroundError);
        }

        if (!float.IsFinite(d.Error))
        {
            return;
        }

        _lowest = double.MinNumber(_lowest, d.Error);
        _highest = double.MaxNumber(_highest, d.Error);
        if (d.Error * SameError < _plainError)
        {
            // None of those before had an error as low as this.
            _plain.Clear();
            _plainError = d.Error;
        }

        if (d.Error <= _plainError * SameError)
        {
            _plain.Add(cycle, d.Observed, d.Background, d.Analysis, d.Error);
        }
    }
}
