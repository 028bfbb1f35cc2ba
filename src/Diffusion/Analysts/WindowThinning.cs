using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Diffusion.Analysts;

/// <summary>Thins what is left of one kind of observation in a window, after all other checks, so that what stands for others is sound.</summary>
internal sealed class WindowThinning(AnalystOptions options)
{
    private readonly ThinningCheck _check = new(options.ThinningCellKm, options.ThinningKept);

    /// <summary>Thins observations; they come in their order.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="observations">The observations.</param>
    /// <param name="reading">Report of one.</param>
    /// <param name="flag">Its verdict so far.</param>
    /// <param name="error">Its error.</param>
    /// <param name="judge">The same with another verdict.</param>
    public List<T> Thin<T>(
        Cycle cycle, List<T> observations, Func<T, StationReading> reading, Func<T, QualityFlag> flag, Func<T, double> error, Func<T, InnovationVerdict, T> judge)
    {
        if (options.ThinningCellKm == 0)
        {
            return observations;
        }

        var verdicts = _check.Judge([.. observations.Where(one => flag(one) == QualityFlag.Assimilated).Select(one => new ThinningCandidate(
            reading(one).StationId, reading(one).LatitudeDegrees!.Value, reading(one).LongitudeDegrees!.Value, reading(one).Time - cycle.Time, error(one)))]);
        var next = 0;
        return [.. observations.Select(one => flag(one) == QualityFlag.Assimilated && verdicts[next++] is { Reason.Length: > 0 } verdict ? judge(one, verdict) : one)];
    }
}
