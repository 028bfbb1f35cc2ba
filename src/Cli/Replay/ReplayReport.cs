using Slams.Core.Analyses;
using Slams.Formats.Models;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Verification.Comparison;
using Slams.Verification.Truths;

namespace Slams.Cli.Replay;

/// <summary>The tables at the end of a replay: against the truth where there is one, and at the stations withheld.</summary>
internal sealed class ReplayReport(ReplayPlan plan)
{
    /// <summary>Error assumed of a station temperature in the chi-square of withheld stations, K.</summary>
    private const double StationErrorK = 1;

    /// <summary>Reads the analyses back from the log and writes the tables.</summary>
    public async Task WriteAsync(TextWriter console, IEventLog log, Topics topics, CancellationToken cancellationToken)
    {
        var model = ModelClimatologyFile.Read(Path.Combine(plan.Model, ModelClimatologyFile.FileName));
        using var truth = plan.Truth is null ? null : TruthFiles.Open(plan.Truth);
        var levels = Enumerable.Range(0, model.Grid.PressureLevelsPa.Count).Select(model.Temperature).ToArray();
        var against = new TruthComparison(model.Grid, plan.Members);
        var withheld = new WithheldVerification(StationErrorK, plan.Members);
        await foreach (var record in log.ScanAsync(topics.Analyses, [], cancellationToken))
        {
            Analysis analysis = AnalysisCodec.FromRecord(record);
            withheld.Add(analysis.Cycle.Time, analysis.Departures);
            if (truth is not null)
            {
                against.Add(analysis, truth, levels);
            }
        }

        if (against.CycleCount > 0)
        {
            await console.WriteLineAsync();
            await console.WriteAsync(ScoreTable.Levels(against, Math.Min(8, against.CycleCount / 2)));
        }

        if (plan.Withhold > 0)
        {
            await console.WriteLineAsync();
            await console.WriteAsync(ScoreTable.Withheld(withheld.Score()));
        }
    }
}
