using Slams.Benchmarks.Sizes;

namespace Slams.Benchmarks.Scaling;

/// <summary>Multiplications and additions of the networks in a cycle.</summary>
/// <param name="Analysis">Of the analysis network, for each cell.</param>
/// <param name="Denoiser">Of the denoiser, for each cell.</param>
/// <param name="Decoder">Of the decoder, for each cell.</param>
internal sealed record CycleWork(double Analysis, double Denoiser, double Decoder)
{
    // A linear map costs about what the network costs whose adjoint it is.
    private const int GuidanceIterations = 2;

    /// <summary>One step of one member, for each cell: denoiser and decoder, and in each iteration the adjoints of both and a tangent of the decoder.</summary>
    public double Step => Denoiser + Decoder + (GuidanceIterations * (Denoiser + (2 * Decoder)));

    /// <summary>All networks of a cycle.</summary>
    public double Of(SizePoint point) => point.Cells * (Analysis + (point.Members * ((point.Steps * Step) + Decoder)));
}
