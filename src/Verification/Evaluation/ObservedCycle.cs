using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Verification.Simulation;

namespace Slams.Verification.Evaluation;

/// <summary>A true state as it was observed.</summary>
public sealed record ObservedCycle
{
    /// <summary>Index of the state within the truth.</summary>
    public required int TruthIndex { get; init; }

    /// <summary>The cycle.</summary>
    public Cycle Cycle => Observations.Cycle;

    /// <summary>What the service would analyse: readings after quality control, with the withheld ones passive, and frames.</summary>
    public required CycleObservations Observations { get; init; }

    /// <summary>
    /// Readings with a temperature free of any planted fault, without the withheld stations: what the linear baselines get, which
    /// have no quality control of their own.
    /// </summary>
    public required IReadOnlyList<StationReading> FaultlessReadings { get; init; }

    /// <summary>Stations with a planted gross error.</summary>
    public required IReadOnlySet<string> GrossErrors { get; init; }

    /// <summary>Stations that are faulty, and how; empty in a system without such.</summary>
    public IReadOnlyDictionary<string, StationFault> Faults { get; init; } = new Dictionary<string, StationFault>();

    /// <summary>Stations that verify instead of being assimilated.</summary>
    public IReadOnlySet<string> Withheld { get; init; } = new HashSet<string>();

    /// <summary>Temperatures of stations with a wrong clock, those withheld left out, that bear the stamp of a window closed before.</summary>
    public int LateByClock { get; init; }

    /// <summary>Reports that came after their window was closed.</summary>
    public required int Late { get; init; }
}
