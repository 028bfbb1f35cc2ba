using Slams.Verification.Ablation;

namespace Slams.Verification.Tests.Ablation;

public sealed class DegradedCopyTests
{
    [Fact]
    public void The_grid_of_the_bundled_model_permits_every_setting() => Assert.Equal(
        ["c4", "c8", "c12", "c16", "n0.5", "n1", "n2", "n4", "g4", "g8", "g12", "g16"],
        AblationSetting.Of(TestGrids.Regular(48, 96)).Select(setting => setting.Name));

    [Fact]
    public void Settings_that_do_not_divide_the_grid_are_left_out() => Assert.Equal(
        ["c4", "c8", "c16", "n0.5", "n1", "n2", "n4", "g4", "g8", "g16"],
        AblationSetting.Of(SmallWorld.Grid.Horizontal).Select(setting => setting.Name));

    [Fact]
    public void Values_are_the_reduction_with_noise_of_the_stated_size()
    {
        var (squares, count) = (0.0, 0);
        var setting = new AblationSetting(Degradation.Coarsened, 4, 0.5);
        for (var date = 0; date < 40; date++)
        {
            var state = SmallWorld.State(date);
            var copy = DegradedCopy.Of(SmallWorld.Grid, state, setting, ObservedKinds.WithPrecipitationAndLongwave, (ulong)date);
            var exact = new float[copy.Means.Count];
            for (var c = 0; c < copy.Channels.Count; c++)
            {
                copy.Means.Apply(state.AsSpan(copy.Channels[c] * SmallWorld.Cells, SmallWorld.Cells), exact);
                for (var i = 0; i < exact.Length; i++, count++)
                {
                    squares += Math.Pow(copy.Values[(c * exact.Length) + i] - exact[i], 2);
                }
            }
        }

        // 5,120 draws: the deviation of the estimate is 1 %.
        Assert.Equal(0.5, Math.Sqrt(squares / count), 0.02);
    }

    [Fact]
    public void More_fields_do_not_change_those_that_were_there()
    {
        var setting = new AblationSetting(Degradation.Thinned, 8, 0.1);
        DegradedCopy Of(ObservedKinds kinds) => DegradedCopy.Of(SmallWorld.Grid, SmallWorld.State(0), setting, kinds, 5);

        var (few, all) = (Of(ObservedKinds.Temperature), Of(ObservedKinds.WithPrecipitationAndLongwave));

        Assert.Equal([0, 1], few.Channels);
        Assert.Equal([0, 1, 4], Of(ObservedKinds.WithPrecipitation).Channels);
        Assert.Equal([0, 1, 4, 3], all.Channels);
        Assert.Equal(few.Values, all.Values.Take(few.Values.Length));
    }

    [Theory]
    [InlineData(Degradation.Thinned, 0.316228)]
    [InlineData(Degradation.Coarsened, 0.1)]
    public void Single_points_of_precipitation_and_flux_are_trusted_less_than_their_noise_alone(Degradation kind, double others)
    {
        var copy = DegradedCopy.Of(
            SmallWorld.Grid, SmallWorld.State(0), new AblationSetting(kind, 8, 0.1), ObservedKinds.WithPrecipitationAndLongwave, 5);

        Assert.Equal([0.1, 0.1, others, others], copy.AssumedErrors.Select(error => Math.Round(error, 6)));
    }
}
