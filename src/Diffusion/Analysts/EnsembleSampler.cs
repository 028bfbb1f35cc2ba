using Slams.Core.Randomness;
using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Analysts;

/// <summary>Samples members in batches of a fixed size, side by side; a member depends on the seed and its number only.</summary>
internal sealed class EnsembleSampler(ISampler sampler, int threads)
{
    /// <summary>Members per network call. Fixed, because a network's last bits depend on its batch size.</summary>
    private const int Batch = 4;

    /// <summary>Samples of the residual window, one array per member.</summary>
    public float[][] Sample(IDenoiser denoiser, IGuidance? guidance, int members, ulong seed, CancellationToken cancellationToken)
    {
        var samples = new float[members][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, (members + Batch - 1) / Batch, parallel, batch =>
        {
            var states = new float[Batch * denoiser.StateSize];
            for (var slot = 0; slot < Batch; slot++)
            {
                CounterRandom.FillNormal(seed, (ulong)((batch * Batch) + slot), states.AsSpan(slot * denoiser.StateSize, denoiser.StateSize));
            }

            sampler.Sample(denoiser, guidance, states, cancellationToken);
            for (var slot = 0; slot < Batch && (batch * Batch) + slot < members; slot++)
            {
                samples[(batch * Batch) + slot] = states.AsSpan(slot * denoiser.StateSize, denoiser.StateSize).ToArray();
            }
        });
        return samples;
    }
}
