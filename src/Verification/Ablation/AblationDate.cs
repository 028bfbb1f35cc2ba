using Slams.Core.Climatology;
using Slams.Formats.Models;
using Slams.Verification.Truths;

namespace Slams.Verification.Ablation;

/// <summary>One date of the truth.</summary>
/// <param name="Time">When.</param>
/// <param name="State">Normalised anomalies, <c>[channel, latitude, longitude]</c>.</param>
public sealed record AblationDate(DateTimeOffset Time, float[] State)
{
    /// <summary>Reads a date and normalises it.</summary>
    public static AblationDate Read(ITruth truth, int index, ModelClimatology model)
    {
        var channels = StateChannels.Of(model.Grid);
        var cells = model.Grid.Horizontal.CellCount;
        var state = new float[channels.Count * cells];
        truth.TemperatureK(index).CopyTo(state, 0);
        truth.NearSurfaceTemperatureK(index).CopyTo(state, channels.SurfaceTemperature * cells);
        truth.OutgoingLongwaveFlux(index).CopyTo(state, channels.OutgoingLongwave * cells);
        Array.ConvertAll(truth.Precipitation6hMm(index), amount => MathF.Log(1 + MathF.Max(0, amount))).CopyTo(state, channels.Precipitation * cells);
        for (var channel = 0; channel < channels.Count; channel++)
        {
            model.Scaling.Normalise(channel, truth.Times[index], state.AsSpan(channel * cells, cells));
        }

        return new AblationDate(truth.Times[index], state);
    }
}
