using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Tests.Sampling;

public sealed class ScheduleTests
{
    [Fact]
    public void Variance_is_preserved_from_clean_to_noise()
    {
        var schedule = new CosineSchedule();
        var levels = Enumerable.Range(0, 101).Select(n => n / 100.0).ToArray();

        Assert.All(levels, t => Assert.Equal(1, (schedule.Alpha(t) * schedule.Alpha(t)) + (schedule.Sigma(t) * schedule.Sigma(t)), 1e-12));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(schedule.Sigma(pair.First) < schedule.Sigma(pair.Second)));
        Assert.Equal((1.0, 0.0), (schedule.Alpha(0), schedule.Sigma(0)));
        Assert.Equal(0, schedule.Alpha(1), 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    public void Steps_go_down_evenly_from_noise_to_the_last_level(int steps)
    {
        var grid = new TimeGrid(steps, 0.05);
        var levels = Enumerable.Range(0, steps).Select(grid.At).ToArray();

        Assert.Equal(1, levels[0]);
        Assert.Equal(0.05, levels[^1], 1e-12);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.Equal(0.95 / (steps - 1), pair.First - pair.Second, 1e-12));
    }

    [Fact]
    public void One_step_starts_from_noise() => Assert.Equal(1, new TimeGrid(1).At(0));

    [Fact]
    public void Embeddings_tell_noise_levels_apart()
    {
        var embeddings = Enumerable.Range(0, 21).Select(n =>
        {
            var embedding = new float[32];
            NoiseEmbedding.Fill(n / 20.0, embedding);
            return embedding;
        }).ToArray();

        Assert.All(embeddings, e => Assert.All(
            Enumerable.Range(0, 16), k => Assert.Equal(1, (e[k] * e[k]) + (e[16 + k] * e[16 + k]), 1e-5)));
        for (var i = 1; i < embeddings.Length; i++)
        {
            var distance = embeddings[i].Zip(embeddings[i - 1], (a, b) => (a - b) * (a - b)).Sum();
            Assert.True(distance > 0.1, $"levels {i - 1} and {i} look alike");
        }
    }
}
