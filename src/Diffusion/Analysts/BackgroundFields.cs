using Slams.Core.Climatology;

namespace Slams.Diffusion.Analysts;

/// <summary>Climatology and background of one cycle in physical units, by channel of the state.</summary>
/// <param name="scaling">Climatology and deviations.</param>
/// <param name="time">Time of the analysis.</param>
/// <param name="decoded">The previous ensemble mean as normalised anomalies of all channels, or null.</param>
internal sealed class BackgroundFields(StateScaling scaling, DateTimeOffset time, float[]? decoded)
{
    /// <summary>Whether there is a background; climatology stands in otherwise.</summary>
    public bool IsKnown => decoded is not null;

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
