using Slams.Core.Grids;
using Slams.Core.Randomness;
using Slams.Diffusion.Ablation;
using Slams.Diffusion.Guidance;
using Slams.Diffusion.Networks;
using Slams.Diffusion.Sampling;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Ablation;

/// <summary>
/// One normal prior of two channels on 2 × 2 cells, sampled as pixels and as latents of a linear decoder, with the operators of the
/// ablation. In both spaces members must have mean and covariance of the Kalman answer; neither chi-square test may reject at 0.1 %.
/// </summary>
public sealed class BothSpacesTests
{
    private const int Rows = 2, Columns = 2, Channels = 2, Size = Rows * Columns * Channels, Members = 2048, Steps = 192;
    private const double Accept = 1e-3;

    private static readonly CosineSchedule Schedule = new();
    private static readonly double[] LatentMean = [0.4, -0.2, 0.6, 0, 0.1, -0.5, 0.3, 0.2];
    private static readonly double[,] LatentCovariance = Covariance();
    private static readonly double[,] Decoder = DecoderMatrix();

    public static TheoryData<string, PriorSpace> Cases => new MatrixTheoryData<string, PriorSpace>(
        ["block means", "points", "one channel"], [PriorSpace.Pixel, PriorSpace.Latent]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Members_have_the_mean_and_covariance_of_the_kalman_filter(string name, PriorSpace space)
    {
        var observations = Observations(name);

        var fields = Sample(space, observations, Noise(space));

        var (mean, covariance) = Exact(observations).Test(fields);
        Assert.True(mean > Accept, $"probability of the mean {mean:g3}");
        Assert.True(covariance > Accept, $"probability of the covariance {covariance:g3}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_suffice(string name, PriorSpace space)
    {
        // The map from noise to fields is affine here: its image of zero and of the unit vectors is all of it.
        var start = new float[(Size + 1) * Size];
        for (var i = 0; i < Size; i++)
        {
            start[((i + 1) * Size) + i] = 1;
        }

        var observations = Observations(name);
        var end = Sample(space, observations, start);
        var map = new double[Size, Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                map[i, j] = end[((j + 1) * Size) + i] - end[i];
            }
        }

        var (mean, covariance) = Exact(observations).Bias([.. end.Take(Size).Select(v => (double)v)], map, Members);

        // The statistics have expectations 8 and 36 and deviations 4 and 8.5 by chance alone.
        Assert.True(mean < 1 && covariance < 1, $"discretisation adds {mean:g3} and {covariance:g3} to the statistics");
    }

    [Fact]
    public void The_test_notices_observations_that_are_not_used()
    {
        var (mean, _) = Exact(Observations("points")).Test(Sample(PriorSpace.Latent, null, Noise(PriorSpace.Latent)));

        Assert.True(mean < 1e-9);
    }

    private static float[] Sample(PriorSpace space, FieldObservations? observations, float[] states)
    {
        var (mean, covariance) = space == PriorSpace.Pixel ? Pixels() : (LatentMean, LatentCovariance);
        IStateFields fields = space == PriorSpace.Pixel ? new PixelFields(Size) : new LinearFields(Decoder);
        var guidance = observations is null
            ? null
            : new MomentMatchingGuidance(new FieldOperator(fields, observations, Channels), iterations: observations.Values.Length);
        new ExponentialSolver(Schedule, new TimeGrid(Steps, 3e-3))
            .Sample(new CorrelatedGaussianDenoiser(Schedule, mean, covariance), guidance, states, CancellationToken.None);
        return fields.Fields(states);
    }

    private static float[] Noise(PriorSpace space)
    {
        var states = new float[Members * Size];
        CounterRandom.FillNormal(18, (ulong)space, states);
        return states;
    }

    private static GaussianPosterior Exact(FieldObservations observations)
    {
        var count = observations.Means.Count;
        var h = new double[observations.Values.Length, Size];
        for (var row = 0; row < h.GetLength(0); row++)
        {
            var (field, weights) = (new float[Rows * Columns], new float[count]);
            weights[row % count] = 1;
            observations.Means.AddAdjoint(weights, field);
            for (var cell = 0; cell < field.Length; cell++)
            {
                h[row, (observations.Channels[row / count] * field.Length) + cell] = field[cell];
            }
        }

        var (mean, covariance) = Pixels();
        var variances = observations.Values.Select((_, i) => observations.Errors[i / count] * observations.Errors[i / count]).ToArray();
        return GaussianPosterior.Of(mean, covariance, h, observations.Values, variances);
    }

    private static FieldObservations Observations(string name) => name switch
    {
        "block means" => new(CellMeans.Blocks(Rows, Columns, 2), [0, 1], [0.7f, -0.4f], [0.1f, 0.5f]),
        "points" => new(CellMeans.EveryNth(Rows, Columns, 1), [0, 1], [1, 0.5f, -0.3f, 0.2f, 0.8f, -1, 0.4f, 0], [0.3f, 0.6f]),
        _ => new(CellMeans.EveryNth(Rows, Columns, 2), [1], [1.2f], [0.2f]),
    };

    private static (double[] Mean, double[,] Covariance) Pixels()
    {
        var mean = Matrices.Multiply(Decoder, Matrices.Column(LatentMean));
        return ([.. mean.Cast<double>()], Matrices.Multiply(Matrices.Multiply(Decoder, LatentCovariance), Matrices.Transpose(Decoder)));
    }

    /// <summary>Neighbours correlated by 0.6.</summary>
    private static double[,] Covariance()
    {
        var covariance = new double[Size, Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                covariance[i, j] = Math.Pow(0.6, Math.Abs(i - j));
            }
        }

        return covariance;
    }

    /// <summary>Every pixel is made of two latents.</summary>
    private static double[,] DecoderMatrix()
    {
        var decoder = new double[Size, Size];
        for (var i = 0; i < Size; i++)
        {
            decoder[i, i] = 1.1;
            decoder[i, (i + 3) % Size] = -0.4;
        }

        return decoder;
    }
}
