using Slams.Core.Climatology;

namespace Slams.Diffusion.Analysts;

/// <summary>Climatology and background of one cycle in physical units, by channel of the state.</summary>
/// <param name="scaling">Climatology and deviations.</param>
/// <param name="time">Time of the analysis.</param>
/// <param name="decoded">The previous ensemble mean as normalised anomalies of all channels, or null.</param>
/// <param name="surfaceSpreadK">Spread of the previous ensemble in near-surface temperature, K; null where it is not known.</param>
internal sealed class BackgroundFields(StateScaling scaling, DateTimeOffset time, float[]? decoded, float[]? surfaceSpreadK = null)
{
    /// <summary>Whether there is a background; climatology stands in otherwise.</summary>
    public bool IsKnown => decoded is not null;

    /// <summary>Spread of the previous ensemble in near-surface temperature, K; null where it is not known.</summary>
    public float[]? SurfaceSpreadK => surfaceSpreadK;

    /// <summary>Climatology of a channel.</summary>
    public float[] Climatology(int channel) => scaling.Climatology(channel).FieldAt(time);

    /// <summary>Background of a channel.</summary>
    public float[] Background(int channel)
    {
        if (decoded is null)
        {
            return Climatology(channel);
        }

        var cells = scaling.Climatology(channel).Grid.CellCount;
        var field = decoded.AsSpan(channel * cells, cells).ToArray();
        scaling.Denormalise(channel, time, field);
        return field;
    }
}
