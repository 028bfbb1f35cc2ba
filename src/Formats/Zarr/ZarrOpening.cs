namespace Slams.Formats.Zarr;

/// <summary>A store as it is found, or about to be begun.</summary>
/// <param name="Origin">Where its time axis begins.</param>
/// <param name="Layout">Its arrays; no times where it is to be begun.</param>
/// <param name="Same">Its cycles by the settings of the analysis at hand; null without any.</param>
/// <param name="FirstKept">Index of the first cycle that retention has kept; null where it has removed none.</param>
internal sealed record ZarrOpening(ZarrOrigin Origin, ZarrLayout Layout, ZarrSpan? Same, long? FirstKept);
