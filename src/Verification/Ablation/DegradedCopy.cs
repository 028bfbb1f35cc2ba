using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Core.Randomness;

namespace Slams.Verification.Ablation;

/// <summary>A degraded copy of some fields of the truth, in normalised units.</summary>
/// <param name="Means">The reduction of every field.</param>
/// <param name="Channels">Channels given.</param>
/// <param name="Values">Values, <c>[channel given, value]</c>.</param>
/// <param name="Error">Standard deviation of the noise, in each channel's own unit.</param>
/// <param name="AssumedErrors">Standard deviation of the error that the assimilation takes for each channel given: the noise, and at single points <see cref="PointError"/>.</param>
public sealed record DegradedCopy(CellMeans Means, IReadOnlyList<int> Channels, float[] Values, double Error, IReadOnlyList<float> AssumedErrors)
{
    /// <summary>
    /// What a single value of precipitation or longwave flux has that says nothing of temperature around it, in deviations. A point of them differs from the next as it
    /// does not for temperature, and the covariances that guidance takes from a prior make too much of it. Chosen on four dates that are not those of the table.
    /// </summary>
    public const double PointError = 0.3;

    /// <summary>Degrades a state.</summary>
    /// <param name="grid">Grid of the state.</param>
    /// <param name="state">Normalised anomalies, <c>[channel, latitude, longitude]</c>.</param>
    /// <param name="setting">How.</param>
    /// <param name="kinds">Which fields.</param>
    /// <param name="seed">Seed of the noise. A field's noise does not depend on which others are given.</param>
    public static DegradedCopy Of(StateGrid grid, ReadOnlySpan<float> state, AblationSetting setting, ObservedKinds kinds, ulong seed)
    {
        var means = setting.Means(grid.Horizontal);
        var stateChannels = StateChannels.Of(grid);
        var channels = Channel(stateChannels, kinds);
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

        var point = Math.Sqrt((setting.Error * setting.Error) + (PointError * PointError));
        return new DegradedCopy(
            means, channels, values, setting.Error,
            [.. channels.Select(channel => (float)(means.CellsPerValue > 1 || channel < stateChannels.Levels ? setting.Error : point))]);
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
