using Slams.Core.Randomness;
using Slams.Diffusion.Sampling;
using Slams.Training.Experiments.Lorenz;

namespace Slams.Training.Tests.Experiments;

public sealed class LorenzChainTests
{
    [Fact]
    public void Trajectories_have_the_density_that_they_are_drawn_from()
    {
        // Of each normal transition of three coordinates: mean −3/2 ln(2π dt) − 3/2, variance 3/2.
        var logs = LorenzChain.Trajectories(400, 33, 1).Select(t => LorenzChain.LogPrior(t)).ToArray();
        var expected = 32 * ((-1.5 * Math.Log(2 * Math.PI * 0.025)) - 1.5);

        Assert.Equal(expected, logs.Average(), 4 * Math.Sqrt(32 * 1.5 / 400));
    }

    [Fact]
    public void States_are_normalised()
    {
        var frames = LorenzChain.Trajectories(2000, 1, 2);
        for (var c = 0; c < 3; c++)
        {
            var own = frames.Select(f => f[c]).ToArray();
            // The wings alternate: 2,000 independent states have a standard error of 0.022, and the centre of z is 0.1 off the mean.
            Assert.Equal(0, own.Average(), 0.2);
            Assert.Equal(1, Math.Sqrt(own.Average(v => v * v)), 0.12);
        }
    }

    [Fact]
    public void Worthless_observations_give_the_prior_back()
    {
        var observations = LorenzObservations.Of(LorenzChain.Trajectories(1, 9, 3)[0], 4, 1e4, 4);
        var (draws, starts) = new ParticleSmoother(4096).Sample(observations, 9, 256, 5);

        Assert.True(starts > 200, $"{starts} distinct starts");
        Assert.Equal(8 * ((-1.5 * Math.Log(2 * Math.PI * 0.025)) - 1.5), draws.Average(d => LorenzChain.LogPrior(d)), 1.2);
    }

    [Fact]
    public void Precise_observations_are_followed()
    {
        var truth = LorenzChain.Trajectories(1, 17, 6)[0];
        var observations = LorenzObservations.Of(truth, 8, 0.05, 7);
        var (draws, _) = new ParticleSmoother(16384).Sample(observations, 17, 128, 8);

        // Draws of an exact posterior fit the observations as well as the truth does: 3 observations of deviation 0.05.
        var expected = 3 * (-Math.Log(0.05 * Math.Sqrt(2 * Math.PI)) - 0.5);
        Assert.Equal(expected, draws.Average(observations.LogLikelihood), 2.5);
    }

    [Fact]
    public void The_adjoint_of_the_composed_denoiser_is_its_derivative()
    {
        const int frames = 7;
        var denoiser = new LorenzDenoiser(new WindowNetwork(5, 16, 1), new CosineSchedule(), frames);
        var (x, w, d) = (Normal(1), Normal(2), Normal(3));
        var (clean, adjoint) = (new float[x.Length], new float[x.Length]);
        using (var linearised = denoiser.Linearise(x, 0.4, clean))
        {
            linearised.ApplyAdjoint(w, adjoint);
        }

        const float small = 1e-2f;
        float[] Moved(float by)
        {
            var moved = new float[x.Length];
            denoiser.Denoise([.. x.Zip(d, (a, b) => a + (by * b))], 0.4, moved);
            return moved;
        }

        var (up, down) = (Moved(small), Moved(-small));
        var tangent = up.Zip(down, (a, b) => (a - b) / (2 * small)).Zip(w, (a, b) => a * b).Sum();
        Assert.Equal(tangent, adjoint.Zip(d, (a, b) => a * b).Sum(), 0.01);
        Assert.Equal(clean, Moved(0));

        static float[] Normal(ulong stream)
        {
            var values = new float[frames * LorenzChain.Coordinates];
            CounterRandom.FillNormal(9, stream, values);
            return values;
        }
    }
}
