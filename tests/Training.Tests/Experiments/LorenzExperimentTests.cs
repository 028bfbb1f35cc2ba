using Slams.Training.Experiments.Lorenz;

namespace Slams.Training.Tests.Experiments;

/// <summary>The short form of <c>slams-train lorenz</c>: a small network, one observed trajectory of each kind.</summary>
public sealed class LorenzExperimentTests
{
    private static readonly LorenzOptions Short = new()
    {
        Members = 128,
        Particles = 16384,
        Width = 128,
        TrainingSteps = 2500,
        Batch = 256,
        LearningRate = 2e-3,
    };

    [Fact]
    public void Guided_members_come_near_the_particle_filter()
    {
        var network = WindowTraining.Run(Short, null, _ => { }, CancellationToken.None);

        foreach (var (every, deviation) in new[] { (8, 0.05), (1, 0.25) })
        {
            var (scores, starts) = new LorenzExperiment(network, Short).Run(0, every, deviation, CancellationToken.None);
            var (reference, guided, unguided) = (scores[0], scores[1], scores[3]);

            // A second run of the particle filter is as near as anything can come.
            Assert.True(starts > 50, $"{starts} distinct starts");
            Assert.InRange(reference.EarthMover, 0.05, 0.8);
            Assert.True(guided.EarthMover < 0.35 * unguided.EarthMover, $"every {every}: {guided} {unguided}");
            Assert.True(guided.EarthMover > reference.EarthMover, $"every {every}: nearer than the reference to itself");
            Assert.True(guided.LogLikelihood > unguided.LogLikelihood / 10, $"every {every}: {guided} {unguided}");
        }
    }
}
