using System.Text.Json;

namespace Slams.Publisher.Edr;

/// <summary>The parts of CoverageJSON that say what numbers mean: parameters with their units, and reference systems.</summary>
internal static class CoverageJsonReferences
{
    public static void Parameters(Utf8JsonWriter json, IReadOnlyList<EdrParameter> parameters)
    {
        json.WriteStartObject("parameters");
        foreach (var parameter in parameters)
        {
            json.WriteStartObject(parameter.Name);
            json.WriteString("type", "Parameter");
            Text(json, "description", parameter.Description);
            json.WriteStartObject("unit");
            Text(json, "label", "kelvin");
            json.WriteStartObject("symbol");
            json.WriteString("value", EdrParameter.Unit);
            json.WriteString("type", "http://www.opengis.net/def/uom/UCUM/");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("observedProperty");
            json.WriteString("id", EdrParameter.ObservedProperty);
            Text(json, "label", parameter.Label);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void Referencing(Utf8JsonWriter json)
    {
        json.WriteStartArray("referencing");
        System(json, ["x", "y"], "GeographicCRS");
        json.WriteString("id", "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
        End(json);
        System(json, ["z"], "VerticalCRS");
        json.WriteStartObject("cs");
        json.WriteStartArray("csAxes");
        json.WriteStartObject();
        Text(json, "name", "Pressure");
        json.WriteString("direction", "down");
        json.WriteStartObject("unit");
        json.WriteString("symbol", "hPa");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        End(json);
        System(json, ["t"], "TemporalRS");
        json.WriteString("calendar", "Gregorian");
        End(json);
        json.WriteEndArray();
    }

    private static void System(Utf8JsonWriter json, string[] coordinates, string type)
    {
        json.WriteStartObject();
        json.WriteStartArray("coordinates");
        foreach (var coordinate in coordinates)
        {
            json.WriteStringValue(coordinate);
        }

        json.WriteEndArray();
        json.WriteStartObject("system");
        json.WriteString("type", type);
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string english)
    {
        json.WriteStartObject(name);
        json.WriteString("en", english);
        json.WriteEndObject();
    }
}
