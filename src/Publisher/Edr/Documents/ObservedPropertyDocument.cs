namespace Slams.Publisher.Edr.Documents;

/// <summary>The quantity that a parameter tells of.</summary>
internal sealed record ObservedPropertyDocument(string Id, string Label);
