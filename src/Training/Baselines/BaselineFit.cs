using Slams.Formats.Models;
using Slams.Verification.Baselines;
using static TorchSharp.torch;

namespace Slams.Training.Baselines;

/// <summary>
/// Fits the statistics of the linear baselines: empirical orthogonal functions by eigen-decomposition of the covariance in
/// time of snapshots (anomalies over their deviation, times the root of the area weight), then the covariances of their
/// coefficients over all states.
/// </summary>
public static class BaselineFit
{
    private const int BatchStates = 128;

    /// <summary>Fits.</summary>
    /// <param name="states">Gives all states, in order of time, afresh at each call: time and fields in K and W m-2, <c>[channel, latitude, longitude]</c>.</param>
    /// <param name="climatology">Climatology and deviations of the anomalies.</param>
    /// <param name="modes">Number of patterns.</param>
    /// <param name="spacing">Time between snapshots.</param>
    /// <param name="cycle">Time between states.</param>
    /// <param name="log">Told of progress.</param>
    public static BaselineStatistics Fit(
        Func<IEnumerable<(DateTimeOffset Time, float[] Fields)>> states, ModelClimatology climatology, int modes, TimeSpan spacing, TimeSpan cycle,
        Action<string> log)
    {
        using var scope = NewDisposeScope();
        var scale = new AnomalyScale(climatology);
        using var functions = Functions(states, scale, modes, spacing, log);
        var (times, coefficients, residual) = Project(states, scale, functions, log);
        var covariance = Covariance(coefficients, [.. Enumerable.Range(0, times.Count)], modes);
        var (propagator, modelError) = LinearInverseModel(
            coefficients, [.. Enumerable.Range(1, times.Count - 1).Where(i => times[i] - times[i - 1] == cycle)], modes);
        var patterns = Patterns(functions, scale, modes);
        log($"covariances of {modes} coefficients from {times.Count} states");
        return new BaselineStatistics
        {
            Grid = climatology.Grid,
            Patterns = patterns,
            Covariance = covariance,
            Propagator = propagator,
            ModelError = modelError,
            ResidualVariance = residual,
            States = times.Count,
        };
    }

    /// <summary>Orthonormal functions <c>[value, mode]</c>, most variance first.</summary>
    private static Tensor Functions(
        Func<IEnumerable<(DateTimeOffset Time, float[] Fields)>> states, AnomalyScale scale, int modes, TimeSpan spacing, Action<string> log)
    {
        var snapshots = new List<float[]>();
        foreach (var (time, fields) in states())
        {
            if ((time - DateTimeOffset.UnixEpoch).Ticks % spacing.Ticks == 0)
            {
                scale.Normalise(time, fields);
                snapshots.Add(fields);
            }
        }

        using var scope = NewDisposeScope();
        var samples = empty(snapshots.Count, scale.Values);
        for (var i = 0; i < snapshots.Count; i++)
        {
            samples[i] = tensor(snapshots[i]);
            snapshots[i] = [];
        }

        var gram = samples.matmul(samples.t()).to(float64) / samples.shape[0];
        log($"decomposing the covariance of {samples.shape[0]} snapshots");
        var (values, vectors) = linalg.eigh(gram);
        var leading = values.flip(0)[..modes];
        var share = (leading.sum() / values.sum()).item<double>();
        log(FormattableString.Invariant($"{modes} functions hold {100 * share:0.0} % of the variance"));
        var basis = vectors.flip(1)[.., ..modes] / (leading * samples.shape[0]).sqrt();
        return samples.t().matmul(basis.to(float32)).MoveToOuterDisposeScope();
    }

    private static (List<DateTimeOffset> Times, List<float[]> Coefficients, float[] Residual) Project(
        Func<IEnumerable<(DateTimeOffset Time, float[] Fields)>> states, AnomalyScale scale, Tensor functions, Action<string> log)
    {
        var times = new List<DateTimeOffset>();
        var coefficients = new List<float[]>();
        using var squares = zeros(scale.Values, float64);
        foreach (var batch in states().Chunk(BatchStates))
        {
            using var scope = NewDisposeScope();
            foreach (var (time, fields) in batch)
            {
                scale.Normalise(time, fields);
                times.Add(time);
            }

            var samples = stack([.. batch.Select(state => tensor(state.Fields))]);
            var projected = samples.matmul(functions);
            squares.add_((samples - projected.matmul(functions.t())).square().sum(dim: 0));
            coefficients.AddRange(projected.data<float>().ToArray().Chunk((int)functions.shape[1]));
            if (times.Count % (BatchStates * 16) == 0)
            {
                log($"projected {times.Count} states");
            }
        }

        var left = squares.data<double>().ToArray();
        return (times, coefficients, [.. left.Select((sum, i) => (float)(sum / times.Count * scale.Physical(i) * scale.Physical(i)))]);
    }

    private static DenseMatrix Covariance(List<float[]> coefficients, int[] states, int modes)
    {
        using var scope = NewDisposeScope();
        var rows = Rows(coefficients, states, modes);
        return Matrix(rows.t().matmul(rows) / states.Length);
    }

    /// <summary>
    /// Regression of the coefficients on those one cycle earlier. The error covariance is that of the same pairs, which keeps it
    /// positive; C(0) − M C(0) Mᵀ is not, when the first and last states weigh differently.
    /// </summary>
    private static (DenseMatrix Propagator, DenseMatrix ModelError) LinearInverseModel(List<float[]> coefficients, int[] later, int modes)
    {
        if (later.Length == 0)
        {
            throw new ArgumentException("No two states are a cycle apart.", nameof(later));
        }

        using var scope = NewDisposeScope();
        var after = Rows(coefficients, later, modes);
        var before = Rows(coefficients, [.. later.Select(i => i - 1)], modes);
        var propagator = linalg.solve(before.t().matmul(before), before.t().matmul(after)).t();
        var errors = after - before.matmul(propagator.t());
        return (Matrix(propagator), Matrix(errors.t().matmul(errors) / later.Length));
    }

    private static Tensor Rows(List<float[]> coefficients, int[] states, int modes) =>
        tensor(states.SelectMany(i => coefficients[i]).Select(value => (double)value).ToArray(), [states.Length, modes]);

    private static DenseMatrix Matrix(Tensor tensor) =>
        new((int)tensor.shape[0], (int)tensor.shape[1], tensor.contiguous().data<double>().ToArray());

    private static float[] Patterns(Tensor functions, AnomalyScale scale, int modes)
    {
        var patterns = functions.t().contiguous().data<float>().ToArray();
        for (var i = 0; i < patterns.Length; i++)
        {
            patterns[i] *= scale.Physical(i % scale.Values);
        }

        return patterns.Length == modes * scale.Values ? patterns : throw new InvalidOperationException("The functions have lost their shape.");
    }
}
