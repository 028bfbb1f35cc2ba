namespace Slams.Verification.Baselines;

/// <summary>What observations say about the coefficients a, in information form.</summary>
/// <param name="Matrix">HᵀR⁻¹H.</param>
/// <param name="Vector">HᵀR⁻¹(y − climatology).</param>
internal sealed record ObservationInformation(DenseMatrix Matrix, double[] Vector);
