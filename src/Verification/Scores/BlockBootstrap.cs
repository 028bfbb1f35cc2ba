using Slams.Core.Randomness;

namespace Slams.Verification.Scores;

/// <summary>
/// Confidence intervals for scores over dates that depend on each other. Blocks of consecutive dates are drawn with
/// replacement from the series closed to a circle (Politis and Romano 1992), so that dependence within a block is kept.
/// </summary>
public sealed class BlockBootstrap
{
    private const ulong Stream = 0x424C4F434B53; // "BLOCKS"
    private readonly int _blockLength;
    private readonly int _resamples;
    private readonly double _confidence;
    private readonly ulong _seed;

    /// <summary>Makes a bootstrap.</summary>
    /// <param name="blockLength">Dates per block; longer than the memory of the errors.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="confidence">Share of resamples inside the interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    public BlockBootstrap(int blockLength, int resamples = 1000, double confidence = 0.95, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 20);
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A share strictly between 0 and 1 is needed.");
        }

        _blockLength = blockLength;
        _resamples = resamples;
        _confidence = confidence;
        _seed = seed;
    }

    /// <summary>Interval of the mean of one value per date.</summary>
    public ConfidenceInterval Mean(IReadOnlyList<double> values) => Mean(values, static mean => mean);

    /// <summary>Interval of a function of the mean, for example the square root of a mean squared error.</summary>
    public ConfidenceInterval Mean(IReadOnlyList<double> values, Func<double, double> function) =>
        Interval(values.Count, dates =>
        {
            var sum = 0.0;
            foreach (var date in dates)
            {
                sum += values[date];
            }

            return function(sum / dates.Count);
        });

    /// <summary>Interval of any statistic of a set of dates, given as indices that may repeat.</summary>
    public ConfidenceInterval Interval(int dates, Func<IReadOnlyList<int>, double> statistic)
    {
        if (dates == 0)
        {
            return new ConfidenceInterval(double.NaN, double.NaN, double.NaN);
        }

        var length = Math.Min(_blockLength, dates);
        var results = new double[_resamples];
        var drawn = new int[dates];
        for (var resample = 0; resample < _resamples; resample++)
        {
            for (var i = 0; i < dates; i++)
            {
                var start = i % length == 0
                    ? (int)(CounterRandom.Uniform(_seed, Stream + (ulong)resample, (ulong)(i / length)) * dates)
                    : drawn[i - 1] + 1;
                drawn[i] = start % dates;
            }

            results[resample] = statistic(drawn);
        }

        Array.Sort(results);
        var tail = (1 - _confidence) / 2 * (_resamples - 1);
        return new ConfidenceInterval(
            statistic([.. Enumerable.Range(0, dates)]), results[(int)Math.Floor(tail)], results[_resamples - 1 - (int)Math.Floor(tail)]);
    }
}
