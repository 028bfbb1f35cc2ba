using Parquet;
using Parquet.Schema;
using Slams.Core.Analyses;
using Slams.Core.Observations;

namespace Slams.Publisher.Files;

/// <summary>Reads the Parquet tables of observations with their departures, <c>feedback_YYYYMMDDTHHMMZ.parquet</c>, also those of earlier versions.</summary>
public static class FeedbackTableReader
{
    // A frame of a grid of a tenth of a degree has six million cells.
    private const long MostRows = 10_000_000;

    /// <summary>Reads all observations of a table.</summary>
    /// <exception cref="InvalidDataException">The file is no such table, or damaged.</exception>
    public static async Task<IReadOnlyList<ObservationDeparture>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
            var fields = reader.Schema.DataFields.ToDictionary(field => field.Name, StringComparer.Ordinal);
            var departures = new List<ObservationDeparture>();
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                if (group.RowCount is < 0 or > MostRows || departures.Count + group.RowCount > MostRows)
                {
                    throw new InvalidDataException("The table has too many rows.");
                }

                if (group.RowCount > 0)
                {
                    await ReadAsync(group, fields, departures, cancellationToken);
                }
            }

            return departures;
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or InvalidDataException))
        {
            // Whatever the library makes of bytes that are no table.
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a feedback table: {problem.Message}", problem);
        }
    }

    private static async Task ReadAsync(
        ParquetRowGroupReader group, Dictionary<string, DataField> fields, List<ObservationDeparture> departures, CancellationToken cancellationToken)
    {
        var rows = (int)group.RowCount;
        var (quantity, source) = (await TextAsync("quantity"), await TextAsync("source_id"));
        var (observed, background, analysis) = (await NumbersAsync("observed"), await NumbersAsync("background"), await NumbersAsync("analysis"));
        var (climatology, error, weight) = (await NumbersAsync("climatology"), await NumbersAsync("error"), await NumbersAsync("weight"));
        var backgroundError = fields.ContainsKey("background_error") ? await NumbersAsync("background_error") : null;
        var flags = new int[rows];
        await group.ReadAsync<int>(fields["flag_code"], flags, cancellationToken: cancellationToken);
        for (var row = 0; row < rows; row++)
        {
            departures.Add(new ObservationDeparture(
                quantity[row], source[row], Of(observed[row]), Of(background[row]), Of(analysis[row]), Of(climatology[row]), Of(error[row]), Of(weight[row]),
                Of(backgroundError?[row]), (QualityFlag)flags[row]));
        }

        async Task<string[]> TextAsync(string name)
        {
            var values = new string[rows];
            await group.ReadAsync(fields[name], values, cancellationToken: cancellationToken);
            // A table has few different texts, and of a cycle with a million cells each would be a string of its own.
            var known = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var row = 0; row < rows; row++)
            {
                var text = values[row] ?? "";
                values[row] = known.TryGetValue(text, out var same) ? same : known[text] = text;
            }

            return values;
        }

        async Task<float?[]> NumbersAsync(string name)
        {
            var values = new float?[rows];
            await group.ReadAsync<float>(fields[name], values, cancellationToken: cancellationToken);
            return values;
        }

        static float Of(float? value) => value ?? float.NaN;
    }
}
