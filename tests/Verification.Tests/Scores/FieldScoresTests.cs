using Slams.Core.Grids;
using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class FieldScoresTests
{
    private static readonly LatLonGrid Grid = TestGrids.Regular(24, 48);

    [Fact]
    public void Constant_difference_is_bias_rmse_and_mean_absolute_error()
    {
        var truth = TestGrids.Noise(Grid, 1);
        var analysis = truth.Select(v => v - 1.5f).ToArray();
        Assert.Equal(-1.5, FieldScores.Bias(Grid, analysis, truth), 1e-5);
        Assert.Equal(1.5, FieldScores.Rmse(Grid, analysis, truth), 1e-5);
        Assert.Equal(1.5, FieldScores.MeanAbsoluteError(Grid, analysis, truth), 1e-5);
    }

    /// <summary>∫sin²φ cosφ dφ / ∫cosφ dφ = 1/3 over the sphere; unweighted it would be 1/2.</summary>
    [Fact]
    public void Sine_of_latitude_has_the_mean_square_of_the_sphere()
    {
        var fine = TestGrids.Regular(180, 4);
        var field = TestGrids.Field(fine, (latitude, _) => Math.Sin(latitude * Math.PI / 180));
        Assert.Equal(1.0 / 3, FieldScores.MeanSquare(fine, field), 1e-4);
        Assert.Equal(0, FieldScores.Mean(fine, field), 1e-6);
        Assert.Equal(1 / Math.Sqrt(3), FieldScores.Rmse(fine, field, new float[fine.CellCount]), 1e-4);
    }

    [Fact]
    public void Anomaly_correlation_of_same_opposite_and_orthogonal_anomalies()
    {
        var climatology = TestGrids.Field(Grid, (latitude, _) => 280 - (latitude * latitude / 200));
        float[] WithWave(double amplitude, double shift) => TestGrids.Add(
            climatology, TestGrids.Field(Grid, (_, longitude) => amplitude * Math.Cos((longitude + shift) * Math.PI / 180)));
        Assert.Equal(1, FieldScores.AnomalyCorrelation(Grid, WithWave(2, 0), WithWave(0.5, 0), climatology), 1e-5);
        Assert.Equal(-1, FieldScores.AnomalyCorrelation(Grid, WithWave(2, 180), WithWave(2, 0), climatology), 1e-5);
        Assert.Equal(0, FieldScores.AnomalyCorrelation(Grid, WithWave(2, 90), WithWave(2, 0), climatology), 1e-5);
        // cos(a)·cos(a+60°) averages to cos(60°)/2.
        Assert.Equal(0.5, FieldScores.AnomalyCorrelation(Grid, WithWave(2, 60), WithWave(2, 0), climatology), 1e-4);
    }

    [Fact]
    public void Fields_of_another_grid_are_refused() =>
        Assert.Throws<ArgumentException>(() => FieldScores.Rmse(Grid, new float[5], new float[Grid.CellCount]));
}
