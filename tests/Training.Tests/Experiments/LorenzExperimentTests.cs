using Slams.Training.Experiments.Lorenz;

namespace Slams.Training.Tests.Experiments;

/// <summary>The short form of <c>slams-train lorenz</c>: a small network, one observed trajectory of 25 frames.</summary>
public sealed class LorenzExperimentTests
{
    private static readonly LorenzOptions Short = new()
    {
        Frames = 25,
        Members = 128,
        Particles = 16384,
        HalfWindow = 2,
        Width = 96,
        TrainingSteps = 1500,
        Batch = 256,
        SamplerSteps = 48,
    };

    [Fact]
    public void Posterior_comes_near_that_of_the_particle_filter()
    {
        var network = WindowTraining.Run(Short, null, _ => { }, CancellationToken.None);

        var (scores, starts) = new LorenzExperiment(network, Short).Run(0, 8, 0.05, CancellationToken.None);
        var (reference, guided, scalar) = (scores[0], scores[1], scores[2]);

        Assert.Fail($"{starts} {reference} {guided} {scalar}");
    }
}
