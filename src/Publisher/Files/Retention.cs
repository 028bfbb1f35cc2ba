using Microsoft.Extensions.Options;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Files;

/// <summary>Removes the files of cycles that the catalogue does not keep: netCDF, CSV, Parquet, and what earlier revisions were.</summary>
internal sealed class Retention
{
    private readonly CycleFileRemoval? _files;
    private readonly AnalysisStore _store;

    public Retention(OutputFolder folder, AnalysisStore store, IOptions<PublisherOptions> options, RetentionReports reports)
    {
        _store = store;
        if (options.Value.Retention.IsOn)
        {
            CycleFiles?[] kinds = [folder.Analyses, folder.Feedback, folder.Revisions, folder.Tables];
            _files = new CycleFileRemoval(folder.Path, [.. kinds.OfType<CycleFiles>()], reports);
            reports.Expect();
        }
    }

    /// <summary>Removes what the catalogue, which has forgotten those cycles already, says is not kept.</summary>
    public void Apply() => _files?.Apply(_store.IsRemoved);
}
