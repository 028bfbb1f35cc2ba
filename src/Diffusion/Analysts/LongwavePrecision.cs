using Slams.Core.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// (σ_channel / σ_observation)² of the cells of a window's longwave frames. Frames that were computed from something else have the error of that
/// in common, so however many saw a cell, together they weigh as one.
/// </summary>
internal sealed class LongwavePrecision
{
    private readonly Func<int, float> _deviation;
    private readonly float _error;
    private readonly int[] _retrieved;

    /// <summary>Counts the frames.</summary>
    /// <param name="frames">Frames that are assimilated.</param>
    /// <param name="deviation">Standard deviation of the channel at a cell, W m-2.</param>
    /// <param name="error">Error assumed where a frame has none of its own, W m-2.</param>
    public LongwavePrecision(IEnumerable<SatelliteFrame> frames, Func<int, float> deviation, float error)
    {
        (_deviation, _error) = (deviation, error);
        var retrieved = frames.Where(frame => frame.RetrievalError is not null).ToList();
        _retrieved = new int[retrieved.Count == 0 ? 0 : retrieved[0].Values.Length];
        foreach (var frame in retrieved)
        {
            for (var cell = 0; cell < _retrieved.Length; cell++)
            {
                _retrieved[cell] += ObservationGridder.Saw(frame, cell) ? 1 : 0;
            }
        }
    }

    /// <summary>Of one cell of one of the frames.</summary>
    public float Of(SatelliteFrame frame, int cell)
    {
        var ratio = _deviation(cell) / (frame.RetrievalError ?? _error);
        return ratio * ratio / (frame.RetrievalError is null ? 1 : Math.Max(1, _retrieved[cell]));
    }
}
