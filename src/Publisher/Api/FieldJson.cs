using System.Text.Json;
using Slams.Core.Grids;

namespace Slams.Publisher.Api;

/// <summary>A field as JSON: coordinates, and values as one array per latitude from the south; null where there is none. An increment names the cycle subtracted.</summary>
internal static class FieldJson
{
    public static byte[] Encode(string cycleKey, string? from, LatLonGrid grid, double pressurePa, FieldStatistic statistic, ReadOnlySpan<float> values)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("cycle", cycleKey);
            if (from is not null)
            {
                json.WriteString("from", from);
            }

            json.WriteString("variable", FieldQuery.Variable);
            json.WriteString("statistic", statistic == FieldStatistic.Mean ? "mean" : "spread");
            json.WriteString("unit", "K");
            json.WriteNumber("pressurePa", pressurePa);
            WriteArray(json, "latitudesDegrees", grid.LatitudesDegrees);
            WriteArray(json, "longitudesDegrees", grid.LongitudesDegrees);
            json.WriteStartArray("values");
            for (var row = 0; row < grid.Rows; row++)
            {
                json.WriteStartArray();
                foreach (var value in values.Slice(row * grid.Columns, grid.Columns))
                {
                    if (float.IsFinite(value))
                    {
                        json.WriteNumberValue(value);
                    }
                    else
                    {
                        json.WriteNullValue();
                    }
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IReadOnlyList<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
