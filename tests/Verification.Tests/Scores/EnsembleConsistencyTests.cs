using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

/// <summary>Scores of calibration, on ensembles whose calibration is known.</summary>
public sealed class EnsembleConsistencyTests
{
    private const int Members = 8, Cases = 20_000;

    [Fact]
    public void Exchangeable_members_have_ratio_one_flat_ranks_and_nominal_coverage()
    {
        var (ratio, ranks, coverage) = Score(outcomeSigma: 1);
        Assert.Equal(1, ratio, 0.02);
        Assert.True(ranks.PValue > 0.001, $"p = {ranks.PValue}, ranks {string.Join(' ', ranks.Counts)}");
        Assert.Equal(Cases, ranks.Total);
        Assert.Equal(7.0 / 9, coverage.Share, 0.015);
    }

    [Fact]
    public void Too_narrow_an_ensemble_shows_in_every_score()
    {
        var (ratio, ranks, coverage) = Score(outcomeSigma: 2);
        Assert.InRange(ratio, 0.4, 0.6);
        Assert.True(ranks.PValue < 1e-6);
        Assert.True(ranks.Counts[0] > 2 * ranks.Counts[Members / 2]);
        Assert.InRange(coverage.Share, 0.4, 0.6);
    }

    [Fact]
    public void Observation_error_is_added_to_the_members_before_ranking()
    {
        var ranks = new RankHistogram(Members, seed: 3);
        var draws = TestGrids.Normal(Cases * (Members + 2), 31);
        for (var i = 0; i < Cases; i++)
        {
            var row = draws.AsSpan(i * (Members + 2), Members + 2);
            ranks.Add(row[..Members], row[Members] + (2 * row[Members + 1]), observationError: 2);
        }

        Assert.True(ranks.PValue > 0.001, $"p = {ranks.PValue}");
    }

    [Fact]
    public void Ties_are_spread_over_their_ranks()
    {
        var ranks = new RankHistogram(3);
        for (var i = 0; i < 8_000; i++)
        {
            ranks.Add([0f, 0f, 0f], 0);
        }

        Assert.All(ranks.Counts, count => Assert.InRange(count, 1_850, 2_150));
        Assert.Throws<ArgumentException>(() => ranks.Add([0f], 0));
    }

    [Fact]
    public void Chi_square_of_a_histogram_by_hand()
    {
        var ranks = new RankHistogram(1);
        ranks.Add([0f], 1);
        ranks.Add([0f], 2);
        ranks.Add([0f], 3);
        ranks.Add([0f], -1);
        Assert.Equal([1L, 3L], ranks.Counts);
        Assert.Equal(1, ranks.ChiSquare, 1e-12);
        Assert.Equal(0.317310507862914, ranks.PValue, 1e-9);
    }

    [Fact]
    public void Normal_intervals_cover_their_share_of_noisy_observations()
    {
        // Spread 1 of 16 exchangeable members, observation error 0.5.
        const int members = 16;
        var coverage = new IntervalCoverage(0.9);
        Assert.Equal(1.6448536269514722, coverage.HalfWidthInSigmas, 1e-9);
        var draws = TestGrids.Normal(Cases * (members + 2), 77);
        for (var i = 0; i < Cases; i++)
        {
            var row = draws.AsSpan(i * (members + 2), members + 2);
            var moments = new RunningMoments();
            foreach (var x in row[..members])
            {
                moments.Add(x);
            }

            coverage.AddNormal(moments.Mean, moments.StandardDeviation, members, 0.5, row[members] + (0.5 * row[members + 1]));
        }

        // A little below 0.9: the spread is itself estimated from 16 members (Student's t would give 0.9).
        Assert.Equal(0.887, coverage.Share, 0.012);
    }

    [Fact]
    public void Ratio_has_the_factor_for_the_error_of_the_mean()
    {
        // Variance 1, error of the mean 1 + 1/M.
        Assert.Equal(1, SpreadSkill.Ratio(1, 1 + (1.0 / 16), 16), 1e-12);
        Assert.Equal(0.5, SpreadSkill.Ratio(1, 4 * (1 + (1.0 / 16)), 16), 1e-12);
    }

    private static (double Ratio, RankHistogram Ranks, IntervalCoverage Coverage) Score(double outcomeSigma)
    {
        var draws = TestGrids.Normal(Cases * (Members + 1), 21);
        var ranks = new RankHistogram(Members);
        var coverage = new IntervalCoverage(7.0 / 9);
        double variance = 0, error = 0;
        for (var i = 0; i < Cases; i++)
        {
            var row = draws.AsSpan(i * (Members + 1), Members + 1);
            var moments = new RunningMoments();
            foreach (var x in row[..Members])
            {
                moments.Add(x);
            }

            var outcome = outcomeSigma * row[Members];
            variance += moments.Variance / Cases;
            error += (moments.Mean - outcome) * (moments.Mean - outcome) / Cases;
            ranks.Add(row[..Members], outcome);
            coverage.AddMembers(row[..Members], outcome);
        }

        return (SpreadSkill.Ratio(variance, error, Members), ranks, coverage);
    }
}
