namespace Slams.Publisher.Edr.Documents;

/// <summary>Conformance classes that the service claims.</summary>
internal sealed record Conformance(IReadOnlyList<string> ConformsTo);
