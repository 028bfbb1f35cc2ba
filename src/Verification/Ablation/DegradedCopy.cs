using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Core.Randomness;

namespace Slams.Verification.Ablation;

/// <summary>A degraded copy of some fields of the truth, in normalised units.</summary>
/// <param name="Means">The reduction of every field.</param>
/// <param name="Channels">Channels given.</param>
/// <param name="Values">Values, <c>[channel given, value]</c>.</param>
/// <param name="Error">Standard deviation of the noise, in each channel's own unit.</param>
public sealed record DegradedCopy(CellMeans Means, IReadOnlyList<int> Channels, float[] Values, double Error)
{
    /// <summary>Degrades a state.</summary>
    /// <param name="grid">Grid of the state.</param>
    /// <param name="state">Normalised anomalies, <c>[channel, latitude, longitude]</c>.</param>
    /// <param name="setting">How.</param>
    /// <param name="kinds">Which fields.</param>
    /// <param name="seed">Seed of the noise. A field's noise does not depend on which others are given.</param>
    public static DegradedCopy Of(StateGrid grid, ReadOnlySpan<float> state, AblationSetting setting, ObservedKinds kinds, ulong seed)
    {
        var means = setting.Means(grid.Horizontal);
        var channels = Channel(StateChannels.Of(grid), kinds);
        var values = new float[channels.Count * means.Count];
        var noise = new float[means.Count];
        for (var i = 0; i < channels.Count; i++)
        {
            var own = values.AsSpan(i * means.Count, means.Count);
            means.Apply(state.Slice(channels[i] * grid.Horizontal.CellCount, grid.Horizontal.CellCount), own);
            CounterRandom.FillNormal(seed, (ulong)channels[i], noise);
            for (var j = 0; j < noise.Length; j++)
            {
                own[j] += (float)setting.Error * noise[j];
            }
        }

        return new DegradedCopy(means, channels, values, setting.Error);
    }

    private static IReadOnlyList<int> Channel(StateChannels channels, ObservedKinds kinds)
    {
        var given = Enumerable.Range(0, channels.Levels);
        return kinds switch
        {
            ObservedKinds.Temperature => [.. given],
            ObservedKinds.WithPrecipitation => [.. given, channels.Precipitation],
            _ => [.. given, channels.Precipitation, channels.OutgoingLongwave],
        };
    }
}
