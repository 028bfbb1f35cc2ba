using Slams.Core.Randomness;
using Slams.Diffusion.Guidance;
using Slams.Diffusion.Sampling;
using Slams.Verification.Scores;

namespace Slams.Training.Experiments.Lorenz;

/// <summary>
/// Lorenz-63 by the protocol of score-based data assimilation: posteriors of the product's sampler and guidance against those of a
/// bootstrap particle filter, on observed trajectories that training never saw.
/// </summary>
public sealed class LorenzExperiment(WindowNetwork network, LorenzOptions options)
{
    private readonly CosineSchedule _schedule = new();

    /// <summary>Names of the ways to sample, the reference first.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["particle filter", "moment matching", "scalar gamma", "not guided"];

    /// <summary>Scores of every way on one observed trajectory; the particle filter's against a second run of its own.</summary>
    /// <param name="set">Number of the trajectory.</param>
    /// <param name="every">Frames from one observation to the next.</param>
    /// <param name="deviation">Observation error.</param>
    /// <param name="cancellationToken">Stops between sampler steps.</param>
    public (LorenzScore[] Scores, int DistinctStarts) Run(int set, int every, double deviation, CancellationToken cancellationToken)
    {
        var seed = CounterRandom.SeedFrom($"lorenz {options.Seed} {set} {every}");
        var truth = LorenzChain.Trajectories(1, options.Frames, seed)[0];
        var observations = LorenzObservations.Of(truth, every, deviation, seed + 1);
        var smoother = new ParticleSmoother(options.Particles);
        var (reference, starts) = smoother.Sample(observations, options.Frames, options.Members, seed + 10);
        var (second, _) = smoother.Sample(observations, options.Frames, options.Members, seed + 20);
        double[][][] samples =
        [
            second,
            Sample(new MomentMatchingGuidance(observations, options.Iterations, options.HighestLevel), seed + 30, cancellationToken),
            Sample(new ScalarGammaGuidance(observations, options.Gamma), seed + 30, cancellationToken),
            Sample(null, seed + 30, cancellationToken),
        ];
        return ([.. samples.Select(members => Score(members, reference, observations))], starts);
    }

    private double[][] Sample(IGuidance? guidance, ulong seed, CancellationToken cancellationToken)
    {
        var denoiser = new LorenzDenoiser(network, _schedule, options.Frames);
        var states = new float[options.Members * denoiser.StateSize];
        CounterRandom.FillNormal(seed, 0, states);
        new ExponentialSolver(_schedule, new TimeGrid(options.SamplerSteps, options.LastLevel)).Sample(denoiser, guidance, states, cancellationToken);
        return [.. states.Chunk(denoiser.StateSize).Select(member => Array.ConvertAll(member, v => (double)v))];
    }

    private static LorenzScore Score(double[][] members, double[][] reference, LorenzObservations observations) => new(
        members.Average(m => LorenzChain.LogPrior(m)), members.Average(observations.LogLikelihood), EarthMoverDistance.Between(members, reference));
}
