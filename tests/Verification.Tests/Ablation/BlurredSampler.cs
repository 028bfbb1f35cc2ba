using Slams.Core.Randomness;
using Slams.Verification.Ablation;

namespace Slams.Verification.Tests.Ablation;

/// <summary>Spreads each value of the copy over the cells it came from and adds noise; without a copy, noise alone.</summary>
internal sealed class BlurredSampler(string space, float noise) : IPosteriorSampler
{
    public string Space => space;

    public float[][] Sample(DateTimeOffset time, DegradedCopy? copy, int members, ulong seed, CancellationToken cancellationToken)
    {
        var cells = SmallWorld.Cells;
        return [.. Enumerable.Range(0, members).Select(member =>
        {
            var state = new float[5 * cells];
            CounterRandom.FillNormal(seed, (ulong)member, state);
            for (var i = 0; i < state.Length; i++)
            {
                state[i] *= copy is null ? 1 : noise;
            }

            for (var c = 0; c < copy?.Channels.Count; c++)
            {
                // The adjoint of a block mean, times the cells of a block, is its interpolation by constants.
                var values = copy.Values.AsSpan(c * copy.Means.Count, copy.Means.Count).ToArray();
                copy.Means.AddAdjoint([.. values.Select(v => v * copy.Means.CellsPerValue)], state.AsSpan(copy.Channels[c] * cells, cells));
            }

            return state;
        })];
    }
}
