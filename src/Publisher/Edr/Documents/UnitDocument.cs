namespace Slams.Publisher.Edr.Documents;

/// <summary>A unit.</summary>
internal sealed record UnitDocument(string Label, UnitSymbol Symbol);
