using Slams.Verification.Ablation;

namespace Slams.Verification.Tests.Ablation;

public sealed class AblationScorerTests
{
    private static readonly LevelUnits Units = new(SmallWorld.Model);
    private readonly AblationScorer _scorer = new(SmallWorld.Grid, Units);

    [Fact]
    public void The_truth_itself_scores_zero()
    {
        var score = _scorer.Score([SmallWorld.State(0)], SmallWorld.State(0));

        Assert.All(score.SquaredError.Concat(score.Crps).Concat(score.Wasserstein), value => Assert.Equal(0, value, 1e-6));
    }

    [Fact]
    public void A_shift_is_its_own_error_and_distance()
    {
        var score = _scorer.Score([Shifted(0, 0.25f)], SmallWorld.State(0));

        Assert.All(score.SquaredError, value => Assert.Equal(0.0625, value, 1e-5));
        Assert.All(score.Crps.Concat(score.Wasserstein), value => Assert.Equal(0.25, value, 1e-5));
    }

    [Fact]
    public void Two_members_about_the_truth_have_its_mean_and_their_spread()
    {
        var score = _scorer.Score([Shifted(0, 0.5f), Shifted(0, -0.5f)], SmallWorld.State(0));

        // |±0.5| has mean 0.5, and half the mean distance of the pair is 0.5: the fair score is 0.
        Assert.All(score.SquaredError.Concat(score.Crps), value => Assert.Equal(0, value, 1e-6));
        Assert.All(score.Variance, value => Assert.Equal(0.5, value, 1e-5));
        Assert.All(score.Wasserstein, value => Assert.Equal(0.5, value, 1e-5));
    }

    [Fact]
    public void Climatology_at_its_mean_has_the_crps_of_a_normal_distribution_at_zero()
    {
        var score = _scorer.ScoreClimatology(new float[5 * SmallWorld.Cells]);

        Assert.All(score.Crps, value => Assert.Equal((Math.Sqrt(2) - 1) / Math.Sqrt(Math.PI), value, 1e-6));
    }

    [Fact]
    public void Pooled_distance_is_in_one_unit_per_level()
    {
        // Climatology is flat, so the unit is the anomalies' deviation of 2 and 4 K; a shift by 0.25 of them is 0.25 of the unit.
        Assert.Equal(2, Units.DeviationK(0), 1e-3);
        Assert.Equal(4, Units.DeviationK(1), 1e-3);
        var times = new[] { SmallWorld.Start, SmallWorld.Start.AddDays(1) };

        var pooled = _scorer.Pooled(times, [Shifted(0, 0.25f), Shifted(1, 0.25f)], [SmallWorld.State(0), SmallWorld.State(1)]);

        Assert.All(pooled, value => Assert.Equal(0.25, value, 1e-3));
    }

    [Fact]
    public void Pooled_distance_does_not_see_when_values_occur()
    {
        var times = new[] { SmallWorld.Start, SmallWorld.Start.AddDays(1) };

        var pooled = _scorer.Pooled(times, [SmallWorld.State(1), SmallWorld.State(0)], [SmallWorld.State(0), SmallWorld.State(1)]);

        Assert.All(pooled, value => Assert.Equal(0, value, 1e-5));
    }

    private static float[] Shifted(int date, float shift) => Array.ConvertAll(SmallWorld.State(date), value => value + shift);
}
