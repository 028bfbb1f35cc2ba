using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Files;

/// <summary>One CSV file of station departures per cycle, <c>feedback_YYYYMMDDTHHMMZ.csv</c>.</summary>
internal sealed class FeedbackCsvSink(OutputFolder folder, IOptions<PublisherOptions> options) : IAnalysisSink
{
    public string Name => "feedback";

    public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.Value.WriteFeedback && analysis.Grid.HasFields)
        {
            PublishedFile.Write(
                folder.Feedback.PathOf(analysis.Cycle, analysis.Provenance.RunId), options.Value.Checksums,
                stream => FeedbackCsv.Write(stream, analysis.Departures));
        }

        return Task.CompletedTask;
    }
}
