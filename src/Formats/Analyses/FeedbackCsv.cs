using System.Globalization;
using Slams.Core.Analyses;
using Slams.Core.Observations;

namespace Slams.Formats.Analyses;

/// <summary>
/// Station departures as CSV: observed value, background, analysis and climatological equivalents, ensemble spread, flag.
/// Missing numbers are empty; numbers are written so that they read back to the same bits.
/// </summary>
public static class FeedbackCsv
{
    private const string Header =
        "station_id,latitude,longitude,air_temperature_K,background_K,analysis_K,analysis_spread_K,climatology_K,flag";

    /// <summary>Writes departures, a line for each. The stream stays open.</summary>
    public static void Write(Stream stream, IReadOnlyList<StationDeparture> departures)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (var d in departures)
        {
            writer.WriteLine(string.Join(
                ',', Quote(d.StationId), Text(d.LatitudeDegrees), Text(d.LongitudeDegrees), Text(d.ObservedK), Text(d.BackgroundK),
                Text(d.AnalysisK), Text(d.AnalysisSpreadK), Text(d.ClimatologyK), d.Flag.ToString()));
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not one of these.</exception>
    public static IReadOnlyList<StationDeparture> Read(string path)
    {
        using var reader = new StreamReader(path);
        if (reader.ReadLine() != Header)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a feedback file.");
        }

        var departures = new List<StationDeparture>();
        while (reader.ReadLine() is { } line)
        {
            departures.Add(Parse(line) ?? throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {departures.Count + 2}: '{line}' cannot be read.")));
        }

        return departures;
    }

    private static StationDeparture? Parse(string line)
    {
        // Only the identifier may hold a comma, so the numbers are found from the end.
        var fields = line.Split(',');
        if (fields.Length < 9 || !Enum.TryParse<QualityFlag>(fields[^1], out var flag))
        {
            return null;
        }

        var numbers = new double[7];
        for (var i = 0; i < numbers.Length; i++)
        {
            var field = fields[^(8 - i)];
            numbers[i] = double.NaN;
            if (field.Length > 0 && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return new StationDeparture(
            Unquote(string.Join(',', fields[..^8])), numbers[0], numbers[1], (float)numbers[2], (float)numbers[3], (float)numbers[4],
            (float)numbers[5], (float)numbers[6], flag);
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Text(float value) => float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quote(string id)
    {
        // A line break inside an identifier would break the table for every simple reader.
        var flat = id.ReplaceLineEndings(" ");
        return flat.AsSpan().ContainsAny(',', '"') ? $"\"{flat.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : flat;
    }

    private static string Unquote(string field) => field.Length > 1 && field[0] == '"' && field[^1] == '"'
        ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)
        : field;
}
