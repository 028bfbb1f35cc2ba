namespace Slams.Publisher.Edr.Documents;

/// <summary>Lowest and highest pressure, and every level there is, in hPa.</summary>
internal sealed record VerticalExtent(IReadOnlyList<IReadOnlyList<string>> Interval, IReadOnlyList<string> Values, string Vrs);
