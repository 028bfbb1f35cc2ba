using Slams.Core.Randomness;
using Slams.Training.Data;

namespace Slams.Training.Ablation;

/// <summary>The states that both priors learn from: the same times, half of them of the mirrored world, in either space.</summary>
internal sealed class PriorStates
{
    private readonly NatureRunCache _cache;
    private readonly Lazy<PriorLatents>? _latents;
    private readonly int _stride;
    private readonly ulong _seed;

    /// <summary>Takes states at every <paramref name="stride"/>-th time.</summary>
    /// <param name="cache">Training states.</param>
    /// <param name="latents">Their latent frames; made when first drawn; null for the prior in pixel space.</param>
    /// <param name="stride">Times from one state to the next.</param>
    /// <param name="seed">Seed of the draws: the same in both spaces.</param>
    public PriorStates(NatureRunCache cache, Lazy<PriorLatents>? latents, int stride, ulong seed) =>
        (_cache, _latents, _stride, _seed) = (cache, latents, stride, seed);

    /// <summary>Draws the batch of a step.</summary>
    public PriorBatch Draw(long step, int size)
    {
        var count = _cache.Times.Count / _stride;
        var (states, calendar, mirrored) = (new List<float>(), new List<float>(), new bool[size]);
        for (var sample = 0; sample < size; sample++)
        {
            mirrored[sample] = sample % 2 == 1;
            var index = (int)(CounterRandom.Words(_seed, (ulong)step, (ulong)sample).A % (uint)count) * _stride;
            states.AddRange(_latents?.Value.Frame(index / _stride, mirrored[sample]) ?? PixelsOf(_cache, index, mirrored[sample]));
            calendar.AddRange(Mirror.Calendar(_cache.Times[index], mirrored[sample]));
        }

        return new PriorBatch(step, [.. states], [.. calendar], mirrored);
    }

    /// <summary>One state as float, turned round where it is of the mirrored world.</summary>
    internal static float[] PixelsOf(NatureRunCache cache, int index, bool mirrored)
    {
        var half = cache.State(index);
        var state = new float[half.Length];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] = (float)half[i];
        }

        if (mirrored)
        {
            Mirror.Fields(state, cache.Grid.Horizontal.Rows, cache.Grid.Horizontal.Columns);
        }

        return state;
    }
}
