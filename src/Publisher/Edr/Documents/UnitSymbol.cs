namespace Slams.Publisher.Edr.Documents;

/// <summary>Symbol of a unit in a system of symbols.</summary>
internal sealed record UnitSymbol(string Value, string Type);
