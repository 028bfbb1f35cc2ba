using Microsoft.Extensions.Options;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Files;

/// <summary>
/// Removes the files of cycles that are not kept: netCDF, CSV, Parquet, their checksums, and what earlier revisions were, where the layout puts them and nowhere else.
/// Looks at the folders anew each time, so what could not be removed is tried again after the next cycle, and holds nothing up meanwhile.
/// </summary>
internal sealed class Retention
{
    private const string Step = "retention";

    private readonly OutputFolder _folder;
    private readonly AnalysisStore _store;
    private readonly PublisherMetrics _metrics;
    private readonly ILogger _logger;
    private readonly bool _isOn;

    public Retention(OutputFolder folder, AnalysisStore store, IOptions<PublisherOptions> options, PublisherMetrics metrics, ILogger<Retention> logger)
    {
        (_folder, _store, _metrics, _logger, _isOn) = (folder, store, metrics, logger, options.Value.Retention.IsOn);
        if (_isOn)
        {
            metrics.Expect(Step);
        }
    }

    /// <summary>Removes what the catalogue, which has forgotten those cycles already, says is not kept.</summary>
    public void Apply()
    {
        if (!_isOn)
        {
            return;
        }

        try
        {
            CycleFiles?[] kinds = [_folder.Analyses, _folder.Feedback, _folder.Revisions, _folder.Tables];
            foreach (var cycle in kinds.OfType<CycleFiles>().SelectMany(kind => kind.All().Where(file => _store.IsRemoved(file.Key)).Select(file => (kind.Root, file)))
                .ToLookup(found => found.file.Key, StringComparer.Ordinal).OrderBy(cycle => cycle.Key, StringComparer.Ordinal))
            {
                Remove(cycle.Key, [.. cycle]);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Fail(_folder.Path, problem);
        }
    }

    private void Remove(string key, IReadOnlyList<(string Root, CycleFile File)> files)
    {
        var removed = 0;
        foreach (var (root, file) in files)
        {
            try
            {
                PublishedFile.Delete(file.Path);
                removed++;
                DeleteEmptyFolders(root, Path.GetDirectoryName(file.Path)!);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Fail(file.Path, problem);
            }
        }

        if (removed > 0)
        {
            Log.CycleRemoved(_logger, key, removed);
        }
    }

    private void Fail(string path, Exception problem)
    {
        _metrics.Failed(Step);
        Log.NotRemoved(_logger, path, problem.Message);
    }

    /// <summary>From a folder up to the root, which stays, as long as nothing is in them.</summary>
    private static void DeleteEmptyFolders(string root, string folder)
    {
        for (; folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                // An export has put a file there since.
                return;
            }
        }
    }
}
