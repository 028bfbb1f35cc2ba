namespace Slams.Publisher.Edr.Documents;

/// <summary>A parameter of a collection.</summary>
internal sealed record ParameterDocument(
    string Type, string Id, string Label, string Description, UnitDocument Unit, ObservedPropertyDocument ObservedProperty,
    MeasurementDocument MeasurementType)
{
    public static ParameterDocument Of(EdrParameter parameter) => new(
        "Parameter", parameter.Name, parameter.Label, parameter.Description,
        new UnitDocument("kelvin", new UnitSymbol(EdrParameter.Unit, "http://www.opengis.net/def/uom/UCUM/")),
        new ObservedPropertyDocument(EdrParameter.ObservedProperty, parameter.Label), new MeasurementDocument(parameter.Method, "PT0S"));
}
