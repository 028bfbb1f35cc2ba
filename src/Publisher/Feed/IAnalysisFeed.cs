namespace Slams.Publisher.Feed;

/// <summary>Where analyses come from.</summary>
internal interface IAnalysisFeed
{
    /// <summary>Opens a stream at the committed position of a place.</summary>
    Task<IAnalysisStream> OpenAsync(FeedPlace place, CancellationToken cancellationToken);
}
