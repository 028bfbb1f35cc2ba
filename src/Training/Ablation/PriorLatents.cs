using Slams.Diffusion.Networks;
using Slams.Training.Data;

namespace Slams.Training.Ablation;

/// <summary>Latent frames of the training states, of the world and of its mirror image, by the encoder of a finished model.</summary>
internal sealed class PriorLatents
{
    private const int Batch = 16;
    private readonly Half[][] _frames;
    private readonly Half[][] _mirrored;

    private PriorLatents(Half[][] frames, Half[][] mirrored) => (_frames, _mirrored) = (frames, mirrored);

    /// <summary>One frame.</summary>
    public float[] Frame(int index, bool mirrored) => Array.ConvertAll((mirrored ? _mirrored : _frames)[index], value => (float)value);

    /// <summary>Encodes every <paramref name="stride"/>-th state.</summary>
    public static PriorLatents Encode(NatureRunCache cache, float[] staticFields, OnnxNetwork encoder, int stride, CancellationToken cancellationToken) =>
        new(Encode(cache, staticFields, encoder, stride, false, cancellationToken), Encode(cache, staticFields, encoder, stride, true, cancellationToken));

    private static Half[][] Encode(
        NatureRunCache cache, float[] staticFields, OnnxNetwork encoder, int stride, bool mirrored, CancellationToken cancellationToken)
    {
        var grid = cache.Grid.Horizontal;
        var fixedFields = mirrored ? Mirror.StaticFields(staticFields, grid.Rows, grid.Columns) : staticFields;
        var size = encoder.SampleSize("latent");
        var frames = new Half[cache.Times.Count / stride][];
        for (var start = 0; start < frames.Length; start += Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(Batch, frames.Length - start);
            var indices = Enumerable.Range(start, count);
            var latents = new float[count * size];
            encoder.Run(
                count,
                [
                    ("state", [.. indices.SelectMany(i => PriorStates.PixelsOf(cache, i * stride, mirrored))]),
                    ("static", [.. indices.SelectMany(_ => fixedFields)]),
                ],
                [("latent", latents)]);
            foreach (var i in indices)
            {
                frames[i] = Array.ConvertAll(latents.AsSpan((i - start) * size, size).ToArray(), value => (Half)value);
            }
        }

        return frames;
    }
}
