using Slams.Core.Grids;

namespace Slams.Diffusion.Ablation;

/// <summary>Observations that are means over cells of some channels of a state.</summary>
/// <param name="Means">The same reduction of every channel.</param>
/// <param name="Channels">Channels observed.</param>
/// <param name="Values">Observed values in normalised units, <c>[channel observed, value]</c>.</param>
/// <param name="Errors">Standard deviation of each channel's error, normalised.</param>
public sealed record FieldObservations(CellMeans Means, IReadOnlyList<int> Channels, float[] Values, IReadOnlyList<float> Errors);
