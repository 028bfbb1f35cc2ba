using Microsoft.Extensions.Options;
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
        folder.Prepare();
        return LoadAsync(cancellationToken);
    }

    public Task LoadAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Path);
        // In the order of publication, in which events are remembered: a revision of an older cycle comes after newer cycles, and a client that
        // goes on from one of these must be told of it.
        foreach (var (file, written) in folder.Newest().Take(options.Value.MaxCycles).Select(file => (file, File.GetLastWriteTimeUtc(file.Path)))
            .OrderBy(found => found.Item2).ThenBy(found => found.file.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_read.GetValueOrDefault(file.Path) == written)
            {
                continue;
            }

            _read[file.Path] = written;
            try
            {
                if (store.ReadFiles(file) is { } analysis)
                {
                    store.Add(analysis, file.Path);
                }
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or ArgumentException)
            {
                Log.UnreadableFile(logger, Path.GetRelativePath(folder.Path, file.Path), problem.Message);
            }
        }

        Log.CatalogueLoaded(logger, store.Count, folder.Path);
        return Task.CompletedTask;
    }
}
