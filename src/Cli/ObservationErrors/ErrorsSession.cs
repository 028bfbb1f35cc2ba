using System.Globalization;
using Slams.Core.Analyses;
using Slams.Formats.Content;
using Slams.Verification.ObservationErrors;

namespace Slams.Cli.ObservationErrors;

/// <summary>Reads the feedback of many cycles, estimates the errors of its observations, and writes what settings follow from them. It changes nothing.</summary>
/// <param name="plan">Of what and how.</param>
/// <param name="output">The estimates.</param>
/// <param name="messages">What could not be read or does not count, and how much was read.</param>
internal sealed class ErrorsSession(ErrorsPlan plan, TextWriter output, TextWriter messages)
{
    /// <summary>Exit code when something could not be read.</summary>
    public const int Unreadable = 1;

    private long _unreadable;

    /// <summary>Runs; 0 when everything could be read.</summary>
    /// <exception cref="IOException">There is no such file or folder, or none with feedback.</exception>
    /// <exception cref="InvalidDataException">The name of a file tells no cycle.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var files = FeedbackFile.Find(plan.Paths).DistinctBy(file => Path.GetFullPath(file.Path)).ToList();
        var estimator = new ObservationErrorEstimator(plan.Options);
        foreach (var cycle in files.GroupBy(file => file.Cycle).OrderBy(cycle => cycle.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await AddAsync(estimator, [.. cycle.OrderByDescending(file => file.IsTable)], cancellationToken);
        }

        var quantities = estimator.Estimate();
        await output.WriteAsync(plan.Json ? ErrorsJson.Of(quantities) : ErrorsText.Of(quantities));
        await messages.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"files {files.Count}, cycles {estimator.Cycles.Count}, unreadable {_unreadable}"));
        return _unreadable > 0 ? Unreadable : 0;
    }

    // A table holds what the CSV beside it holds, and two runs over one time are not two times.
    private async Task AddAsync(ObservationErrorEstimator estimator, IReadOnlyList<FeedbackFile> files, CancellationToken cancellationToken)
    {
        FeedbackFile? taken = null;
        foreach (var file in files)
        {
            if (taken is null)
            {
                if (await ReadAsync(file, cancellationToken) is { } departures)
                {
                    estimator.Add(file.Cycle, departures);
                    taken = file;
                }
            }
            else if (file.IsTable == taken.IsTable || Path.GetDirectoryName(file.Path) != Path.GetDirectoryName(taken.Path))
            {
                await messages.WriteLineAsync($"left out: {Printable.Of(file.Path)}: its cycle is that of {Printable.Of(taken.Path)}");
            }
        }
    }

    private async Task<IReadOnlyList<ObservationDeparture>?> ReadAsync(FeedbackFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAsync((line, _) => Tell(string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{line}"), "The line does not fit the header."), cancellationToken);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Tell(file.Path, problem.Message);
            return null;
        }
    }

    private void Tell(string place, string reason)
    {
        _unreadable++;
        messages.WriteLine($"unreadable: {Printable.Of(place)}: {Printable.Of(reason)}");
    }
}
