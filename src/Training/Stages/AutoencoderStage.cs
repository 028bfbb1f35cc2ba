using Slams.Core.Climatology;
using Slams.Core.Randomness;
using Slams.Training.Data;
using Slams.Training.Networks;
using Slams.Training.Optimisation;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>Trains encoder and decoder together: every modality into one latent and back, with a little latent noise.</summary>
public sealed class AutoencoderStage(TrainingContext context)
{
    /// <summary>Noise added to latents in training; it sets the scale of the latent space.</summary>
    private const double LatentNoise = 0.05;

    /// <summary>Keeps latents from growing without bound.</summary>
    private const double LatentPenalty = 1e-4;

    /// <summary>Trains, and returns both networks with averaged weights.</summary>
    public (TorchNetwork Encoder, TorchNetwork Decoder) Run(long steps, int batch, CancellationToken cancellationToken)
    {
        var (encoder, decoder) = Build();
        var area = context.AreaWeights(1);
        var weights = ChannelWeights();
        var loop = new StageLoop(context, "autoencoder", [encoder, decoder], new LearningRate(1.5e-3, steps));
        loop.Run(step => Draw(step, batch), states => Loss(encoder, decoder, states, batch, area, weights), batch, cancellationToken);
        return (encoder, decoder);
    }

    /// <summary>Both networks before training.</summary>
    public (TorchNetwork Encoder, TorchNetwork Decoder) Build() =>
        (context.Build(Architectures.Encoder(context.Shapes), context.Seed), context.Build(Architectures.Decoder(context.Shapes), context.Seed + 1));

    private float[] Draw(long step, int batch)
    {
        var size = context.Shapes.StateChannels * context.Rows * context.Columns;
        var states = new float[batch * size];
        for (var s = 0; s < batch; s++)
        {
            var index = (int)(CounterRandom.Words((ulong)context.Seed, (ulong)step, (ulong)s).B % (uint)context.Cache.Times.Count);
            var state = context.Cache.State(index);
            for (var i = 0; i < size; i++)
            {
                states[(s * size) + i] = (float)state[i];
            }

            if (IsMirrored(s))
            {
                Mirror.Fields(states.AsSpan(s * size, size), context.Rows, context.Columns);
            }
        }

        return states;
    }

    /// <summary>Every other sample is of the mirrored world.</summary>
    private static bool IsMirrored(int sample) => sample % 2 == 1;

    private Tensor Loss(TorchNetwork encoder, TorchNetwork decoder, float[] states, int batch, Tensor area, Tensor weights)
    {
        var x = tensor(states, [batch, context.Shapes.StateChannels, context.Rows, context.Columns]);
        var fixedFields = context.StaticBatch([.. Enumerable.Range(0, batch).Select(IsMirrored)]);
        var z = encoder.Forward(new Dictionary<string, Tensor> { ["state"] = x, ["static"] = fixedFields }, true, context.Precision)["latent"];
        var noisy = z + (randn_like(z) * LatentNoise);
        var y = decoder.Forward(new Dictionary<string, Tensor> { ["latent"] = noisy, ["static"] = fixedFields }, true, context.Precision)["state"];
        return ((y - x).square() * area * weights).mean() + (z.square().mean() * LatentPenalty);
    }

    /// <summary>Temperature counts fully; longwave flux and precipitation, mostly small-scale noise, count less.</summary>
    private Tensor ChannelWeights()
    {
        var channels = new StateChannels(context.Shapes.StateChannels - 3);
        var weights = Enumerable.Repeat(1f, channels.Count).ToArray();
        weights[channels.OutgoingLongwave] = 0.15f;
        weights[channels.Precipitation] = 0.15f;
        return tensor(weights, [1, channels.Count, 1, 1]);
    }
}
