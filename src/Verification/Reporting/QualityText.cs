using System.Globalization;
using System.Text;
using Slams.Core.Observations;
using Slams.Verification.Scores;
using Slams.Verification.Simulation;

namespace Slams.Verification.Reporting;

/// <summary>Writes what quality control finds of planted faults, and what they cost, as plain text.</summary>
public static class QualityText
{
    private const int NameWidth = 14, RunWidth = 42;

    private static readonly (QualityFlag Flag, string Name)[] Columns =
    [
        (QualityFlag.BadTime, "time"), (QualityFlag.OutOfRange, "range"), (QualityFlag.GrossError, "climate"), (QualityFlag.Step, "step"),
        (QualityFlag.Stuck, "stuck"), (QualityFlag.Duplicate, "repeat"), (QualityFlag.FirstGuessDeparture, "background"),
        (QualityFlag.BuddyDeparture, "buddy"), (QualityFlag.History, "history"), (QualityFlag.Late, "late"), (QualityFlag.Assimilated, "none"),
    ];

    /// <summary>Temperatures by fault and by the check that found it, in per cent of the fault's.</summary>
    public static string Detection(QualityRun run)
    {
        var text = new StringBuilder();
        Line(text, $"{run.Name}: temperatures by fault, and which check rejected them, in per cent");
        Line(text, $"{"fault",-NameWidth}{"number",8}{"rejected",10}{string.Concat(Columns.Select(column => $"{column.Name,11}"))}");
        foreach (var fault in Enum.GetValues<StationFault>().Where(fault => run.Tally.Count(fault) > 0))
        {
            var number = run.Tally.Count(fault);
            var shares = Columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{100.0 * run.Tally.Count(fault, column.Flag) / number,11:0.000}"));
            Line(text, $"{Name(fault),-NameWidth}{number,8}{100 * run.Tally.RejectedShare(fault),10:0.000}{string.Concat(shares)}");
        }

        if (run.Tally.FaultlessDepartures.Count > 0)
        {
            Line(text, $"faultless O-B over its expected error: root mean square {run.Tally.FaultlessDepartures.RootMeanSquare:0.00}, largest {run.Tally.LargestFaultlessDeparture:0.0}");
        }

        return text.ToString();
    }

    /// <summary>Errors of the analyses of every run, and their ratio to those of the first.</summary>
    /// <param name="builder">Makes the intervals.</param>
    /// <param name="runs">The runs; the first is the one without faults.</param>
    public static string Errors(ReportBuilder builder, IReadOnlyList<QualityRun> runs)
    {
        var text = new StringBuilder();
        Line(text, $"{"RMSE over all levels",-RunWidth}{"K",8}   over the first (95 %)        lowest level, K    over the first (95 %)");
        foreach (var run in runs)
        {
            var (mean, lowest) = builder.Compare(run.Scores, runs[0].Scores);
            Line(
                text,
                $"{run.Name,-RunWidth}{mean.RmseK.Estimate,8:0.000}   {Interval(mean.RmseRatio!.Value),-26}{lowest.RmseK.Estimate,16:0.000}    {Interval(lowest.RmseRatio!.Value)}");
        }

        return text.ToString();
    }

    private static string Name(StationFault fault) => fault switch
    {
        StationFault.None => "faultless",
        StationFault.GrossError => "gross error",
        StationFault.TimeShifted => "time-shifted",
        _ => fault.ToString().ToLowerInvariant(),
    };

    private static string Interval(ConfidenceInterval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:0.000} ({interval.Low:0.000} to {interval.High:0.000})");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
