using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Verification.Scores;
using Slams.Verification.Simulation;

namespace Slams.Verification.Evaluation;

/// <summary>
/// Counts what became of the temperatures of faulty stations and of the others. Stations that are withheld do not count, not even with what ingest
/// rejects of them: what it lets pass of theirs is nobody's to find.
/// </summary>
public sealed class FaultTally
{
    private readonly SortedDictionary<(StationFault Fault, QualityFlag Flag), long> _counts = [];

    /// <summary>Observation minus background over its expected error, of faultless temperatures that ingest let pass.</summary>
    public RunningMoments FaultlessDepartures { get; } = new();

    /// <summary>The largest of these in size.</summary>
    public double LargestFaultlessDeparture { get; private set; }

    /// <summary>Temperatures of a kind with a flag.</summary>
    public long Count(StationFault fault, QualityFlag flag) => _counts.GetValueOrDefault((fault, flag));

    /// <summary>Temperatures of a kind.</summary>
    public long Count(StationFault fault) => _counts.Where(count => count.Key.Fault == fault).Sum(count => count.Value);

    /// <summary>Share of a kind that was not assimilated; NaN without any.</summary>
    public double RejectedShare(StationFault fault) => 1 - (Count(fault, QualityFlag.Assimilated) / (double)Count(fault));

    /// <summary>Adds the stations of one cycle.</summary>
    /// <param name="observed">What was observed.</param>
    /// <param name="departures">Stations beside the analysis, of each station in the order they came.</param>
    public void Add(ObservedCycle observed, IReadOnlyList<StationDeparture> departures)
    {
        var sentOnce = new HashSet<string>(StringComparer.Ordinal);
        foreach (var departure in departures)
        {
            var fault = observed.Faults.GetValueOrDefault(departure.StationId);
            // Of what is sent twice the first is as good as any.
            var counted = fault == StationFault.Duplicated && sentOnce.Add(departure.StationId) ? StationFault.None : fault;
            if (observed.Withheld.Contains(departure.StationId))
            {
                continue;
            }

            Add(counted, departure.Flag, 1);
            if (counted == StationFault.None && departure.Use is { } use && (departure.Flag == QualityFlag.Assimilated || departure.Flag.IsAgainstField()))
            {
                var normalised = (departure.ObservedK - departure.BackgroundK) / Math.Sqrt((departure.BackgroundErrorK * departure.BackgroundErrorK) + (use.Error * use.Error));
                FaultlessDepartures.Add(normalised);
                LargestFaultlessDeparture = Math.Max(LargestFaultlessDeparture, Math.Abs(normalised));
            }
        }

        Add(StationFault.TimeShifted, QualityFlag.Late, observed.LateByClock);
    }

    private void Add(StationFault fault, QualityFlag flag, long count)
    {
        if (count > 0)
        {
            _counts[(fault, flag)] = Count(fault, flag) + count;
        }
    }
}
