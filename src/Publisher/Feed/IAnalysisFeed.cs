namespace Slams.Publisher.Feed;

/// <summary>Where analyses come from.</summary>
internal interface IAnalysisFeed
{
    /// <summary>Opens the stream at the group's committed position.</summary>
    Task<IAnalysisStream> OpenAsync(CancellationToken cancellationToken);
}
