using System.Diagnostics;
using Slams.Core.Analyses;
using Slams.Streaming.Log;

namespace Slams.Publisher.Feed;

/// <summary>An analysis as read from the log.</summary>
/// <param name="Analysis">The analysis; null when the record could not be read.</param>
/// <param name="Problem">Why it could not be read, else null.</param>
/// <param name="Next">Position to commit once it is dealt with.</param>
internal sealed record IncomingAnalysis(Analysis? Analysis, string? Problem, LogPosition Next)
{
    /// <summary>The span that wrote it; default when none was recorded.</summary>
    public ActivityContext Trace { get; init; }
}
