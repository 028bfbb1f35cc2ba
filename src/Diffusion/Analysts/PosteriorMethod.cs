using Slams.Diffusion.Guidance;
using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Analysts;

/// <summary>What draws the samples of a cycle from networks and observations. There is one for use; others are compared with it.</summary>
/// <param name="Sampler">Turns noise into samples.</param>
/// <param name="Guidance">Pulls them towards observations.</param>
internal sealed record PosteriorMethod(Func<AnalystOptions, INoiseSchedule, ISampler> Sampler, Func<AnalystOptions, IObservationOperator, IGuidance> Guidance)
{
    /// <summary>That of the service.</summary>
    public static PosteriorMethod Standard { get; } = new(
        (options, schedule) => new ExponentialSolver(schedule, new TimeGrid(options.Steps)),
        (options, observations) => new MomentMatchingGuidance(observations, options.GuidanceIterations, options.GuidanceLevel, options.GuidanceLowestLevel));
}
