using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Publisher.Files;

namespace Slams.Publisher.Catalogue;

/// <summary>Last of the sinks: makes a cycle known once its files are in place, so that what is announced can be fetched.</summary>
internal sealed class CatalogueSink(AnalysisStore store, OutputFolder folder) : IAnalysisSink
{
    public string Name => "catalogue";

    public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        store.Add(analysis, folder.Analyses.PathOf(analysis.Cycle, analysis.Provenance.RunId));
        return Task.CompletedTask;
    }
}
