using System.Text.Json.Serialization;

namespace Slams.Verification.Simulation;

/// <summary>What a simulation made and planted, so that quality control can be held against it.</summary>
public sealed class SimulationManifest
{
    /// <summary>Version of this format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Name of the truth.</summary>
    public string Truth { get; init; } = "";

    /// <summary>Name of the site list.</summary>
    public string Sites { get; init; } = "";

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>First cycle.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Last cycle.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>Number of cycles.</summary>
    public int Cycles { get; init; }

    /// <summary>The observing system.</summary>
    public required ObservingSystem System { get; init; }

    /// <summary>Number of reports written, repeats included.</summary>
    public long Reports { get; set; }

    /// <summary>Stations of the network.</summary>
    public IReadOnlyList<string> Network { get; init; } = [];

    /// <summary>Temperatures with a gross error; a repeat of such a report is not listed again.</summary>
    public List<PlantedGrossError> GrossErrors { get; init; } = [];

    /// <summary>Reports without temperature; repeats are not listed again.</summary>
    public List<PlantedReport> EmptyTemperatures { get; init; } = [];

    /// <summary>Reports sent a second time with the same values.</summary>
    public List<PlantedReport> ExactRepeats { get; init; } = [];

    /// <summary>Reports sent a second time with another temperature.</summary>
    public List<PlantedReport> DifferingRepeats { get; init; } = [];

    /// <summary>Reports, repeats included, that arrive long after their window.</summary>
    public List<PlantedDelay> Late { get; init; } = [];

    /// <summary>Reports never sent, by cycle.</summary>
    public List<PlantedReport> Dropouts { get; init; } = [];

    /// <summary>Faulty stations; null in a system without.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PlantedStationFault>? FaultyStations { get; set; }

    /// <summary>Frames with their gaps.</summary>
    public List<PlantedGap> Frames { get; init; } = [];
}
