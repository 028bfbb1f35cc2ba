using Slams.Core.Analyses;
using Slams.Streaming.Log;

namespace Slams.Publisher.Feed;

/// <summary>Where analyses come from.</summary>
internal interface IAnalysisFeed
{
    /// <summary>Opens a stream at the committed position of a place.</summary>
    Task<IAnalysisStream> OpenAsync(FeedPlace place, CancellationToken cancellationToken);

    /// <summary>
    /// The last analysis before the committed position of a place that was none that failed; null where there is none among the last few, or none
    /// that can be read.
    /// </summary>
    Task<Analysis?> LastAsync(FeedPlace place, CancellationToken cancellationToken);

    /// <summary>Analyses from a position to the committed one of a place, in the order of the log; what cannot be read was set aside when it was its turn.</summary>
    IAsyncEnumerable<IncomingAnalysis> DoneSinceAsync(FeedPlace place, LogPosition first, CancellationToken cancellationToken);
}
