using System.IO.Compression;
using Slams.Core.Observations;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Csv;

namespace Slams.Verification.Samples;

/// <summary>Turns station files of any known format into the project's station CSV, gzipped, file by file and in the same order.</summary>
public static class StationConversion
{
    // Unreadable records are told, not collected without end.
    private const int MaximumUnreadable = 1000;

    /// <summary>Converts files; <c>name.ext</c> becomes <c>name.csv.gz</c>.</summary>
    /// <param name="inputs">Files to read.</param>
    /// <param name="outputFolder">Folder to write to; made when absent.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between records.</param>
    /// <exception cref="ArgumentException">Two inputs would give the same output.</exception>
    public static async Task<ConversionReport> ConvertAsync(
        IReadOnlyList<string> inputs, string outputFolder, StationReadOptions options, CancellationToken cancellationToken = default)
    {
        var outputs = inputs.Select(input => Path.Combine(outputFolder, Stem(input) + ".csv.gz")).ToArray();
        if (outputs.GroupBy(output => output, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new ArgumentException($"Two input files would both be written to '{same.Key}'.", nameof(inputs));
        }

        Directory.CreateDirectory(outputFolder);
        var formats = new StationFormats(options);
        var unreadable = new List<DeadLetter>();
        var readings = 0L;
        for (var i = 0; i < inputs.Count; i++)
        {
            await using var gzip = new GZipStream(File.Create(outputs[i]), CompressionLevel.SmallestSize);
            using var writer = new StationCsvWriter(gzip, leaveOpen: true);
            await foreach (var item in formats.ReadFileAsync(inputs[i], cancellationToken).ConfigureAwait(false))
            {
                if (item.Reading is { } reading)
                {
                    writer.Write(WithoutRejected(reading));
                    readings++;
                }
                else if (unreadable.Count < MaximumUnreadable)
                {
                    unreadable.Add(item.Unreadable ?? AmongStations(item.Profile!));
                }
            }
        }

        return new ConversionReport(inputs.Count, readings, unreadable);
    }

    private static DeadLetter AmongStations(TemperatureProfile profile) =>
        new(profile.Source, profile.SourceRecord, "The report is a sounding, for which the table of stations has no columns.", default);

    // The CSV has no column for what the source itself says of a value.
    private static StationReading WithoutRejected(StationReading reading) => reading.FlagReason.Length == 0 ? reading : reading with
    {
        AirTemperatureK = reading.AirTemperatureFlag.IsUsable() ? reading.AirTemperatureK : null,
        Precipitation6hMm = reading.PrecipitationFlag.IsUsable() ? reading.Precipitation6hMm : null,
    };

    private static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return Path.GetFileNameWithoutExtension(name);
    }
}
