using Slams.Diffusion.Ablation;
using Slams.Verification.Ablation;

namespace Slams.Cli.Ablation;

/// <summary>A prior's sampler as the experiment sees it.</summary>
internal sealed class PosteriorSampler(PriorSampler sampler) : IPosteriorSampler
{
    public string Space => sampler.Space == PriorSpace.Pixel ? PriorSpaceName.Pixel : PriorSpaceName.Latent;

    public float[][] Sample(DateTimeOffset time, DegradedCopy? copy, int members, ulong seed, CancellationToken cancellationToken) => sampler.Sample(
        time,
        copy is null ? null : new FieldObservations(copy.Means, copy.Channels, copy.Values, copy.AssumedErrors),
        members, seed, cancellationToken);
}
