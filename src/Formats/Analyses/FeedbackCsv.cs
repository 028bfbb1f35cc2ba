using System.Globalization;
using System.Text;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Formats.Content;
using Slams.Formats.Stations.Csv;

namespace Slams.Formats.Analyses;

/// <summary>
/// Station temperatures as CSV: observed value, background, analysis and climatological equivalents, ensemble spread, flag, use, reason, correction.
/// Missing numbers are empty; numbers are written so that they read back to the same bits.
/// </summary>
public static class FeedbackCsv
{
    private const string HeaderOfBefore =
        "station_id,latitude,longitude,air_temperature_K,background_K,analysis_K,analysis_spread_K,climatology_K,flag";

    private const string HeaderWithUse = HeaderOfBefore + ",error_K,weight,cell_distance_km,time_offset_s";
    private const string HeaderWithReason = HeaderWithUse + ",background_error_K,reason";
    private const string Header = HeaderWithReason + ",correction_K";
    private const int FlagAt = 8, UseAt = 9, BackgroundErrorAt = 13, ReasonAt = 14, CorrectionAt = 15;

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
                Text(d.Use?.Weight ?? float.NaN), Text(d.Use?.CellDistanceKm ?? float.NaN), Text(d.Use?.TimeOffsetSeconds ?? float.NaN),
                Text(d.BackgroundErrorK), Quote(d.Reason), Text(d.Use?.Correction ?? float.NaN)));
        }
    }

    /// <summary>Reads a file; one without the last columns, as they were written before, too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unreadable">Is told the number and the text of each line that cannot be read, which is passed over; without it such a line is an error.</param>
    /// <exception cref="InvalidDataException">The file is not one of these, or a line cannot be read.</exception>
    public static IReadOnlyList<StationDeparture> Read(string path, Action<int, string>? unreadable = null)
    {
        using var reader = new StreamReader(path);
        var header = reader.ReadLine();
        if (header is not (Header or HeaderWithReason or HeaderWithUse or HeaderOfBefore))
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a feedback file.");
        }

        var columns = header.Split(',').Length;
        var departures = new List<StationDeparture>();
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (Parse(Fields(line), columns) is { } departure)
            {
                departures.Add(departure);
            }
            else if (unreadable is not null)
            {
                unreadable(number, line);
            }
            else
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {number}: '{line}' cannot be read."));
            }
        }

        return departures;
    }

    private static StationDeparture? Parse(List<string>? fields, int columns)
    {
        if (fields?.Count != columns || !Enum.TryParse<QualityFlag>(fields[FlagAt], out var flag)
            || Numbers([.. fields[1..FlagAt], .. fields[UseAt..Math.Max(UseAt, Math.Min(columns, ReasonAt))]]) is not { } numbers
            || Numbers([.. fields.Skip(CorrectionAt)]) is not { } corrections)
        {
            return null;
        }

        var tellsUse = columns > UseAt && !double.IsNaN(numbers[8]);
        return new StationDeparture(
            fields[0], numbers[0], numbers[1], (float)numbers[2], (float)numbers[3], (float)numbers[4], (float)numbers[5], (float)numbers[6], flag)
        {
            // Whoever tells the use tells at least the weight.
            Use = !tellsUse ? null : new ObservationUse((float)numbers[7], (float)numbers[8], (float)numbers[9], (float)numbers[10])
            {
                Correction = (float)corrections.FirstOrDefault(double.IsFinite),
            },
            BackgroundErrorK = columns > BackgroundErrorAt ? (float)numbers[11] : float.NaN,
            Reason = columns > ReasonAt ? fields[ReasonAt] : "",
        };
    }

    private static List<string>? Fields(string line)
    {
        var fields = new CsvFields(Encoding.UTF8.GetBytes(line));
        var found = new List<string>();
        while (fields.MoveNext())
        {
            found.Add(Encoding.UTF8.GetString(fields.Current));
        }

        return fields.Broken ? null : found;
    }

    private static double[]? Numbers(string[] fields)
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

    // A line break inside a field would break the table for every simple reader.
    private static string Quote(string text) => CsvText.Quote(text.ReplaceLineEndings(" "));
}
