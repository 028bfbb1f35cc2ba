using System.Diagnostics;
using Slams.Core.Analyses;

namespace Slams.Publisher.Delivery;

/// <summary>A sink that hands the trace of an analysis on to others.</summary>
internal interface ITracedSink : IExportSink
{
    /// <summary>Returns once the analysis is durable; throws when it is not.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="incoming">The span that wrote it, which is handed on where none of here is recorded; default when there was none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task DeliverAsync(Analysis analysis, ActivityContext incoming, CancellationToken cancellationToken);

    Task IAnalysisSink.DeliverAsync(Analysis analysis, CancellationToken cancellationToken) => DeliverAsync(analysis, default, cancellationToken);
}
