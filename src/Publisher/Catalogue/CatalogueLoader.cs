using Microsoft.Extensions.Options;
using Slams.Formats.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Files;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Catalogue;

/// <summary>Fills the store from the files of earlier runs and of other instances.</summary>
internal sealed class CatalogueLoader(
    AnalysisStore store, OutputFolder folder, IOptions<PublisherOptions> options, ILogger<CatalogueLoader> logger)
{
    private readonly Dictionary<string, DateTime> _read = new(StringComparer.Ordinal);

    /// <summary>
    /// Before the first file is written: what a killed instance has left half-way goes, and what another one has published since the
    /// start becomes known.
    /// </summary>
    public Task TakeOverAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Path);
        AtomicFile.DeleteLeftovers(folder.Path);
        return LoadAsync(cancellationToken);
    }

    public Task LoadAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Path);
        // Oldest first, so that events are remembered in the order of the cycles.
        foreach (var key in folder.CycleKeys().Take(options.Value.MaxCycles).Reverse())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var written = File.GetLastWriteTimeUtc(folder.AnalysisPath(key));
            if (_read.GetValueOrDefault(key) == written)
            {
                continue;
            }

            _read[key] = written;
            try
            {
                if (store.ReadFiles(key) is { } analysis)
                {
                    store.Add(analysis);
                }
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or ArgumentException)
            {
                Log.UnreadableFile(logger, OutputFolder.AnalysisFileName(key), problem.Message);
            }
        }

        Log.CatalogueLoaded(logger, store.Count, folder.Path);
        return Task.CompletedTask;
    }
}
