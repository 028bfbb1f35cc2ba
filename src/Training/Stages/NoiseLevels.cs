using Slams.Core.Randomness;
using Slams.Diffusion.Sampling;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>Noise levels of a batch, spread evenly over it (low-discrepancy), so that every step sees all of them.</summary>
internal static class NoiseLevels
{
    /// <summary>Signal and noise scales <c>[sample, 1, 1, 1]</c> and the embedding <c>[sample, length]</c> of each sample's level.</summary>
    public static (Tensor Alpha, Tensor Sigma, Tensor Embedding) Spread(INoiseSchedule schedule, ulong seed, long step, int size, int embeddingLength)
    {
        var offset = CounterRandom.Uniform(seed, 77, (ulong)step);
        var (alpha, sigma) = (new float[size], new float[size]);
        var embedding = new float[size * embeddingLength];
        for (var i = 0; i < size; i++)
        {
            var t = (i + offset) / size;
            alpha[i] = (float)schedule.Alpha(t);
            sigma[i] = (float)schedule.Sigma(t);
            NoiseEmbedding.Fill(t, embedding.AsSpan(i * embeddingLength, embeddingLength));
        }

        return (tensor(alpha, [size, 1, 1, 1]), tensor(sigma, [size, 1, 1, 1]), tensor(embedding, [size, embeddingLength]));
    }
}
