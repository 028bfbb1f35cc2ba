using Slams.Training.Data;
using Slams.Training.Networks;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>Standardises the latent space, encodes every state once, and weighs latent channels by what they mean for temperature.</summary>
public sealed class LatentStage(TrainingContext context, TorchNetwork encoder, TorchNetwork decoder)
{
    private const int Batch = 16;

    /// <summary>
    /// Folds the root mean square of each latent channel into the weights, so that latents have unit variance as the
    /// diffusion assumes: the encoder's last layers are divided, the decoder's first layers multiplied.
    /// </summary>
    public void Standardise()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var sum = zeros(context.Shapes.LatentChannels);
        const int probes = 32;
        for (var i = 0; i < probes; i++)
        {
            sum += Encode(i * (context.Cache.Times.Count / probes), 1).square().mean([0, 2, 3]);
        }

        var rms = (sum / probes).sqrt().clamp_min(1e-3);
        foreach (var layer in new[] { "out", "linear" })
        {
            encoder.Parameters[$"{layer}.weight"].div_(rms.reshape(-1, 1, 1, 1));
            encoder.Parameters[$"{layer}.bias"].div_(rms);
        }

        foreach (var layer in new[] { "stem", "linear" })
        {
            decoder.Parameters[$"{layer}.weight"].narrow(1, 0, context.Shapes.LatentChannels).mul_(rms.reshape(1, -1, 1, 1));
        }
    }

    /// <summary>Encodes every state, of the world as it is or of the mirrored one.</summary>
    public LatentCache EncodeAll(bool mirrored = false)
    {
        using var noGrad = no_grad();
        var frames = new List<Half[]>(context.Cache.Times.Count);
        for (var start = 0; start < context.Cache.Times.Count; start += Batch)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(Batch, context.Cache.Times.Count - start);
            var values = Encode(start, count, mirrored).data<float>().ToArray();
            var size = values.Length / count;
            for (var i = 0; i < count; i++)
            {
                frames.Add([.. values.AsSpan(i * size, size).ToArray().Select(v => (Half)v)]);
            }
        }

        context.Log($"latents: {frames.Count} states encoded{(mirrored ? ", mirrored" : "")}");
        return new LatentCache(frames);
    }

    /// <summary>
    /// Mean squared temperature response of the decoder to unit noise in each latent channel, scaled to mean 1 with a floor:
    /// the weight of an error in that channel.
    /// </summary>
    public float[] ChannelWeights()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var z = Encode(0, 4);
        var levels = context.Shapes.StateChannels - 3;
        var area = context.AreaWeights(1);
        Tensor Decode(Tensor latent) => decoder.Forward(
            new Dictionary<string, Tensor> { ["latent"] = latent, ["static"] = context.StaticBatch(4) }, false, ScalarType.Float32)["state"].narrow(1, 0, levels);
        var reference = Decode(z);
        var weights = new float[context.Shapes.LatentChannels];
        for (var c = 0; c < weights.Length; c++)
        {
            var disturbed = z.clone();
            disturbed.narrow(1, c, 1).add_(randn_like(z.narrow(1, c, 1)) * 0.3);
            weights[c] = ((Decode(disturbed) - reference).square() * area).mean().item<float>();
        }

        var mean = weights.Average();
        return [.. weights.Select(w => Math.Max(0.1f, w / mean))];
    }

    /// <summary>Reconstruction error by channel, in normalised units, on the cached states of a range.</summary>
    public float[] ReconstructionRmse(int start, int count)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var x = States(start, count);
        var z = Encode(start, count);
        var y = decoder.Forward(new Dictionary<string, Tensor> { ["latent"] = z, ["static"] = context.StaticBatch(count) }, false, ScalarType.Float32)["state"];
        return ((y - x).square() * context.AreaWeights(1)).mean([0, 2, 3]).sqrt().data<float>().ToArray();
    }

    private Tensor Encode(int start, int count, bool mirrored = false) => encoder.Forward(
        new Dictionary<string, Tensor>
        {
            ["state"] = States(start, count, mirrored),
            ["static"] = context.StaticBatch([.. Enumerable.Repeat(mirrored, count)]),
        },
        false, context.Precision)["latent"];

    private Tensor States(int start, int count, bool mirrored = false)
    {
        var size = context.Shapes.StateChannels * context.Rows * context.Columns;
        var states = new float[count * size];
        for (var s = 0; s < count; s++)
        {
            var state = context.Cache.State(start + s);
            for (var i = 0; i < size; i++)
            {
                states[(s * size) + i] = (float)state[i];
            }
        }

        if (mirrored)
        {
            Mirror.Fields(states, context.Rows, context.Columns);
        }

        return tensor(states, [count, context.Shapes.StateChannels, context.Rows, context.Columns]);
    }
}
