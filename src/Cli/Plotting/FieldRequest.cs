using System.Globalization;
using Slams.Pictures.Colours;
using Slams.Pictures.Fields;

namespace Slams.Cli.Plotting;

/// <summary>Which fields of which files are wanted.</summary>
/// <param name="Paths">Files or folders.</param>
/// <param name="LevelHpa">Level in hPa.</param>
/// <param name="Statistic">Mean, spread, or the increment from the first file to the second.</param>
/// <param name="Range">Ends of the colours in K; null for those of the fields.</param>
internal sealed record FieldRequest(IReadOnlyList<string> Paths, double LevelHpa, FieldStatistic Statistic, ValueRange? Range)
{
    /// <summary>
    /// Reads the fields, each with the file it comes from (of an increment the second). Of several files those without fields are passed
    /// over, with a line to <paramref name="remarks"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">A file cannot be read, there is no such level, or nothing is left to draw.</exception>
    public IReadOnlyList<(string File, LevelField Field)> Read(TextWriter remarks)
    {
        var files = AnalysisFiles.Find(Paths);
        if (Statistic is FieldStatistic.Increment)
        {
            return files.Count == 2
                ? [(files[1], LevelField.Increment(AnalysisFiles.Read(files[0]), AnalysisFiles.Read(files[1]), LevelHpa))]
                : throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture, $"An increment takes two files, the earlier first; {files.Count} are given."));
        }

        var fields = new List<(string, LevelField)>();
        foreach (var file in files)
        {
            var analysis = AnalysisFiles.Read(file);
            if (files.Count > 1 && Drawable.Refusal(analysis) is { } reason)
            {
                remarks.WriteLine($"{file} is passed over. {reason}");
                continue;
            }

            fields.Add((file, LevelField.Of(analysis, LevelHpa, Statistic)));
        }

        return fields.Count > 0 ? fields : throw new InvalidDataException("No file has fields to draw.");
    }

    /// <summary>One scale for all fields, so that pictures of several cycles can be compared.</summary>
    public ColourScale Scale(IEnumerable<LevelField> fields)
    {
        LevelField[] all = [.. fields];
        return Range is { } range ? all[0].ScaleBetween(range.Low, range.High) : LevelField.Scale(all);
    }
}
