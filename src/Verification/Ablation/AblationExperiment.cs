using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Core.Randomness;

namespace Slams.Verification.Ablation;

/// <summary>
/// The paper's table on a known truth: every degradation, every set of fields, both spaces, on the same dates with the same noise, beside
/// what the autoencoder alone, climatology, interpolation and the priors without any copy give.
/// </summary>
public sealed class AblationExperiment
{
    private readonly StateGrid _grid;
    private readonly AblationScorer _scorer;
    private readonly IReadOnlyList<AblationDate> _dates;
    private readonly int _members;
    private readonly ulong _seed;
    private readonly ParallelOptions _parallel;

    /// <summary>Prepares an experiment.</summary>
    /// <param name="grid">Grid of the states.</param>
    /// <param name="units">The paper's units.</param>
    /// <param name="dates">Dates, the same for every row.</param>
    /// <param name="members">Members of each date.</param>
    /// <param name="seed">Seed of all noise.</param>
    /// <param name="threads">Dates worked on side by side; results do not depend on it.</param>
    /// <param name="cancellationToken">Ends the experiment.</param>
    public AblationExperiment(
        StateGrid grid, LevelUnits units, IReadOnlyList<AblationDate> dates, int members, ulong seed, int threads, CancellationToken cancellationToken)
    {
        (_grid, _scorer, _dates, _members, _seed) = (grid, new AblationScorer(grid, units), dates, members, seed);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
    }

    /// <summary>Rows that <see cref="Run"/> makes of samplers.</summary>
    public static IReadOnlyList<AblationCase> Cases(IReadOnlyList<AblationSetting> settings, IReadOnlyList<IPosteriorSampler> samplers) =>
    [
        .. samplers.Select(sampler => new AblationCase(null, ObservedKinds.Temperature, sampler.Space)),
        .. settings.SelectMany(setting => Enum.GetValues<ObservedKinds>()
            .SelectMany(kinds => samplers.Select(sampler => new AblationCase(setting, kinds, sampler.Space)))),
    ];

    /// <summary>Runs everything.</summary>
    /// <param name="settings">Degradations.</param>
    /// <param name="samplers">Priors.</param>
    /// <param name="reconstruct">The autoencoder: normalised anomalies to normalised anomalies.</param>
    /// <param name="finished">Told after each date of each row.</param>
    public IReadOnlyList<CaseScores> Run(
        IReadOnlyList<AblationSetting> settings, IReadOnlyList<IPosteriorSampler> samplers, Func<float[], float[]> reconstruct, Action finished)
    {
        var climatology = Row(new AblationCase(null, ObservedKinds.Temperature, AblationCase.Climatology), date => [new float[date.State.Length]]);
        var rows = new List<CaseScores>
        {
            climatology with { Dates = [.. _dates.Select(date => _scorer.ScoreClimatology(date.State))] },
            Row(new AblationCase(null, ObservedKinds.Temperature, AblationCase.Autoencoder), date => [reconstruct(date.State)]),
        };
        var interpolation = new CopyInterpolation(_grid.Horizontal);
        foreach (var row in settings.Select(setting => new AblationCase(setting, ObservedKinds.Temperature, AblationCase.Interpolation)))
        {
            rows.Add(Row(row, date => [interpolation.Fields(Copy(row, date)!, StateChannels.Of(_grid).Count)]));
        }

        foreach (var row in Cases(settings, samplers))
        {
            var sampler = samplers.Single(s => s.Space == row.Space);
            rows.Add(Row(row, date =>
            {
                var members = sampler.Sample(date.Time, Copy(row, date), _members, Seed(date, "members"), _parallel.CancellationToken);
                finished();
                return members;
            }));
        }

        return rows;
    }

    private DegradedCopy? Copy(AblationCase row, AblationDate date) => row.Setting is { } setting
        ? DegradedCopy.Of(_grid, date.State, setting, row.Kinds, Seed(date, "copy"))
        : null;

    private CaseScores Row(AblationCase row, Func<AblationDate, float[][]> members)
    {
        var scores = new DateScore[_dates.Count];
        var first = new float[_dates.Count][];
        Parallel.For(0, _dates.Count, _parallel, i =>
        {
            var drawn = members(_dates[i]);
            scores[i] = _scorer.Score(drawn, _dates[i].State);
            first[i] = drawn[0];
        });
        var single = row.Space is AblationCase.Climatology or AblationCase.Autoencoder or AblationCase.Interpolation;
        return new CaseScores(row, single ? 1 : _members, scores, _scorer.Pooled([.. _dates.Select(date => date.Time)], first, [.. _dates.Select(date => date.State)]));
    }

    private ulong Seed(AblationDate date, string use) => CounterRandom.SeedFrom($"{_seed}/{date.Time.ToUnixTimeSeconds()}/{use}");
}
