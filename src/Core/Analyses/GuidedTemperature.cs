using Slams.Core.Grids;

namespace Slams.Core.Analyses;

/// <summary>
/// One temperature that guides the samples, in units of its error: what the decoder's normalised anomalies would show there, as
/// the sum of two neighbouring channels times their factors (deviation × vertical weight / error), and what was observed.
/// </summary>
/// <param name="At">Place on the grid.</param>
/// <param name="Channel">Channel above, or the only one.</param>
/// <param name="Factor">Its factor.</param>
/// <param name="NextFactor">Factor of the channel after it; 0 where one channel suffices.</param>
/// <param name="Observed">Observed anomaly over its error.</param>
public readonly record struct GuidedTemperature(BilinearStencil At, int Channel, float Factor, float NextFactor, float Observed)
{
    /// <summary>What fields <c>[channel, latitude, longitude]</c> show.</summary>
    public float Apply(ReadOnlySpan<float> fields, int cells)
    {
        var value = Factor * At.Apply(fields.Slice(Channel * cells, cells));
        return NextFactor == 0 ? value : value + (NextFactor * At.Apply(fields.Slice((Channel + 1) * cells, cells)));
    }

    /// <summary>Adds the transpose.</summary>
    public void ApplyAdjoint(float weight, Span<float> fields, int cells)
    {
        At.ApplyAdjoint(Factor * weight, fields.Slice(Channel * cells, cells));
        if (NextFactor != 0)
        {
            At.ApplyAdjoint(NextFactor * weight, fields.Slice((Channel + 1) * cells, cells));
        }
    }
}
