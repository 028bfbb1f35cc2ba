using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Diffusion.Model;
using Slams.Diffusion.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>Lays out the analysis network's inputs: observations of the last cycles by their age, background, calendar.</summary>
internal sealed class CycleInputs(ModelFolder model)
{
    private readonly int _perCycle = GriddedObservations.Channels * model.Climatology.Grid.Horizontal.CellCount;
    private readonly int _latents = model.Manifest.LatentChannels * model.Climatology.Grid.Horizontal.CellCount / 4;

    /// <summary>Values of one cycle's gridded observations.</summary>
    public int ObservationValues => _perCycle;

    /// <summary>Values of one latent frame.</summary>
    public int LatentValues => _latents;

    /// <summary>Observations <c>[cycle × channel, latitude, longitude]</c>, oldest first; cycles without a state stay empty.</summary>
    public float[] Observations(Cycle cycle, float[] current, IReadOnlyDictionary<long, CarriedState> history)
    {
        var cycles = model.Manifest.ObservationCycles;
        var input = new float[cycles * _perCycle];
        current.CopyTo(input, (cycles - 1) * _perCycle);
        for (var back = 1; back < cycles; back++)
        {
            if (history.TryGetValue(cycle.Index - back, out var state))
            {
                state.Observations.CopyTo(input, (cycles - 1 - back) * _perCycle);
            }
        }

        return input;
    }

    /// <summary>Background <c>[mean, log spread, flag]</c>; all zero without a previous cycle.</summary>
    public float[] Background(CarriedState? previous)
    {
        var input = new float[(2 * _latents) + (_latents / model.Manifest.LatentChannels)];
        if (previous is not null)
        {
            previous.Mean.CopyTo(input, 0);
            previous.LogSpread.CopyTo(input, _latents);
            input.AsSpan(2 * _latents).Fill(1);
        }

        return input;
    }

    /// <summary>Harmonics of the year.</summary>
    public static float[] Calendar(Cycle cycle) => HarmonicClimatology.Basis(cycle.Time)[1..];
}
