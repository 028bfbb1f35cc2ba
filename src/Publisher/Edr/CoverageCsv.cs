using System.Globalization;
using System.Text;

namespace Slams.Publisher.Edr;

/// <summary>Coverages as CSV (RFC 4180): a line for each time, level and position, with a column for each parameter; missing is empty.</summary>
internal static class CoverageCsv
{
    private const int FlushAt = 1 << 15;

    public static async Task WriteAsync(Stream stream, IReadOnlyList<Coverage> coverages, CancellationToken cancellationToken)
    {
        var text = new StringBuilder("time,pressure_hPa,latitude,longitude");
        foreach (var parameter in coverages[0].Parameters)
        {
            text.Append(CultureInfo.InvariantCulture, $",{parameter.Name}_{EdrParameter.Unit}");
        }

        text.Append("\r\n");
        foreach (var coverage in coverages)
        {
            for (var i = 0; i < coverage.Values[0].Length; i++)
            {
                Line(text, coverage, i);
                if (text.Length > FlushAt)
                {
                    await FlushAsync(stream, text, cancellationToken);
                }
            }
        }

        await FlushAsync(stream, text, cancellationToken);
    }

    private static void Line(StringBuilder text, Coverage coverage, int index)
    {
        var shape = coverage.Shape;
        var (rest, x) = Math.DivRem(index, shape.X.Count);
        (rest, var y) = Math.DivRem(rest, shape.Y.Count);
        var (t, z) = Math.DivRem(rest, coverage.LevelsHpa.Count);
        text.Append(
            CultureInfo.InvariantCulture,
            $"{coverage.Times[t].UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{coverage.LevelsHpa[z]},{shape.Y[y]},{shape.X[x]}");
        foreach (var values in coverage.Values)
        {
            text.Append(',');
            if (float.IsFinite(values[index]))
            {
                text.Append(CultureInfo.InvariantCulture, $"{values[index]}");
            }
        }

        text.Append("\r\n");
    }

    private static async Task FlushAsync(Stream stream, StringBuilder text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        text.Clear();
    }
}
