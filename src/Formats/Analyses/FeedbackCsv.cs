using System.Globalization;
using Slams.Core.Analyses;
using Slams.Core.Observations;

namespace Slams.Formats.Analyses;

/// <summary>
/// Station temperatures as CSV: observed value, background, analysis and climatological equivalents, ensemble spread, flag, use.
/// Missing numbers are empty; numbers are written so that they read back to the same bits.
/// </summary>
public static class FeedbackCsv
{
    private const string HeaderOfBefore =
        "station_id,latitude,longitude,air_temperature_K,background_K,analysis_K,analysis_spread_K,climatology_K,flag";

    private const string Header = HeaderOfBefore + ",error_K,weight,cell_distance_km,time_offset_s";
    private const int UseFields = 4;

    /// <summary>Writes departures, a line for each. The stream stays open.</summary>
    public static void Write(Stream stream, IReadOnlyList<StationDeparture> departures)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (var d in departures)
        {
            writer.WriteLine(string.Join(
                ',', Quote(d.StationId), Text(d.LatitudeDegrees), Text(d.LongitudeDegrees), Text(d.ObservedK), Text(d.BackgroundK),
                Text(d.AnalysisK), Text(d.AnalysisSpreadK), Text(d.ClimatologyK), d.Flag.ToString(), Text(d.Use?.Error ?? float.NaN),
                Text(d.Use?.Weight ?? float.NaN), Text(d.Use?.CellDistanceKm ?? float.NaN), Text(d.Use?.TimeOffsetSeconds ?? float.NaN)));
        }
    }

    /// <summary>Reads a file; one without the last columns, as they were written before, too.</summary>
    /// <exception cref="InvalidDataException">The file is not one of these.</exception>
    public static IReadOnlyList<StationDeparture> Read(string path)
    {
        using var reader = new StreamReader(path);
        var header = reader.ReadLine();
        if (header is not (Header or HeaderOfBefore))
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a feedback file.");
        }

        var departures = new List<StationDeparture>();
        while (reader.ReadLine() is { } line)
        {
            departures.Add(Parse(line, header == Header) ?? throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {departures.Count + 2}: '{line}' cannot be read.")));
        }

        return departures;
    }

    private static StationDeparture? Parse(string line, bool tellsUse)
    {
        // Only the identifier may hold a comma, so the numbers are found from the end.
        var fields = line.Split(',');
        var flagAt = fields.Length - 1 - (tellsUse ? UseFields : 0);
        if (flagAt < 8 || !Enum.TryParse<QualityFlag>(fields[flagAt], out var flag)
            || Numbers(fields.AsSpan(flagAt - 7, 7)) is not { } numbers || Numbers(fields.AsSpan(flagAt + 1)) is not { } use)
        {
            return null;
        }

        return new StationDeparture(
            Unquote(string.Join(',', fields[..(flagAt - 7)])), numbers[0], numbers[1], (float)numbers[2], (float)numbers[3], (float)numbers[4],
            (float)numbers[5], (float)numbers[6], flag)
        {
            // Whoever tells the use tells at least the weight.
            Use = tellsUse && !double.IsNaN(use[1]) ? new ObservationUse((float)use[0], (float)use[1], (float)use[2], (float)use[3]) : null,
        };
    }

    private static double[]? Numbers(ReadOnlySpan<string> fields)
    {
        var numbers = new double[fields.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = double.NaN;
            if (fields[i].Length > 0 && !double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
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
