using System.Globalization;
using System.Text.Json;

namespace Slams.Publisher.Edr;

/// <summary>
/// Coverages as CoverageJSON (OGC 21-069r2): one as a Coverage, several as a CoverageCollection with parameters and reference systems
/// in common. Places have the domain type that their times and levels make them; axes with one value are left out of their ranges.
/// </summary>
internal static class CoverageJson
{
    private const int FlushAt = 1 << 15;

    public static async Task WriteAsync(Stream stream, IReadOnlyList<Coverage> coverages, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(stream);
        if (coverages.Count == 1)
        {
            await CoverageAsync(json, coverages[0], common: false, cancellationToken);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("type", "CoverageCollection");
            CoverageJsonReferences.Parameters(json, coverages[0].Parameters);
            CoverageJsonReferences.Referencing(json);
            json.WriteStartArray("coverages");
            foreach (var coverage in coverages)
            {
                await CoverageAsync(json, coverage, common: true, cancellationToken);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        await json.FlushAsync(cancellationToken);
    }

    private static async Task CoverageAsync(Utf8JsonWriter json, Coverage coverage, bool common, CancellationToken cancellationToken)
    {
        var type = DomainType(coverage);
        json.WriteStartObject();
        json.WriteString("type", "Coverage");
        json.WriteStartObject("domain");
        json.WriteString("type", "Domain");
        json.WriteString("domainType", type);
        json.WriteStartObject("axes");
        Axis(json, "x", coverage.Shape.X);
        Axis(json, "y", coverage.Shape.Y);
        Axis(json, "z", coverage.LevelsHpa);
        json.WriteStartObject("t");
        json.WriteStartArray("values");
        foreach (var time in coverage.Times)
        {
            json.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        if (!common)
        {
            CoverageJsonReferences.Referencing(json);
        }

        json.WriteEndObject();
        if (!common)
        {
            CoverageJsonReferences.Parameters(json, coverage.Parameters);
        }

        json.WriteStartObject("ranges");
        for (var i = 0; i < coverage.Parameters.Count; i++)
        {
            json.WritePropertyName(coverage.Parameters[i].Name);
            await RangeAsync(json, coverage, type, coverage.Values[i], cancellationToken);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string DomainType(Coverage coverage) => (coverage.Shape.IsPoint, coverage.Times.Count, coverage.LevelsHpa.Count) switch
    {
        (true, 1, 1) => "Point",
        (true, 1, _) => "VerticalProfile",
        (true, _, 1) => "PointSeries",
        _ => "Grid",
    };

    private static void Axis(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("values");
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task RangeAsync(Utf8JsonWriter json, Coverage coverage, string type, float[] values, CancellationToken cancellationToken)
    {
        (string Name, int Length)[] axes = type switch
        {
            "Point" => [],
            "VerticalProfile" => [("z", coverage.LevelsHpa.Count)],
            "PointSeries" => [("t", coverage.Times.Count)],
            _ => [("t", coverage.Times.Count), ("z", coverage.LevelsHpa.Count), ("y", coverage.Shape.Y.Count), ("x", coverage.Shape.X.Count)],
        };
        json.WriteStartObject();
        json.WriteString("type", "NdArray");
        json.WriteString("dataType", "float");
        json.WriteStartArray("axisNames");
        foreach (var axis in axes)
        {
            json.WriteStringValue(axis.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("shape");
        foreach (var axis in axes)
        {
            json.WriteNumberValue(axis.Length);
        }

        json.WriteEndArray();
        json.WriteStartArray("values");
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                json.WriteNumberValue(value);
            }
            else
            {
                json.WriteNullValue();
            }

            if (json.BytesPending > FlushAt)
            {
                await json.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
