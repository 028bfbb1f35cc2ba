namespace Slams.Publisher.Edr.Documents;

/// <summary>First and last time, and every time there is.</summary>
internal sealed record TemporalExtent(IReadOnlyList<IReadOnlyList<string>> Interval, IReadOnlyList<string> Values, string Trs);
