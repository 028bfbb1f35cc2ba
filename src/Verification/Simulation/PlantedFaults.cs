namespace Slams.Verification.Simulation;

/// <summary>What the simulator planted in a report.</summary>
[Flags]
public enum PlantedFaults
{
    /// <summary>An ordinary report.</summary>
    None = 0,

    /// <summary>A gross error on the temperature.</summary>
    GrossError = 1 << 0,

    /// <summary>No temperature.</summary>
    EmptyTemperature = 1 << 1,

    /// <summary>Repeats an earlier report exactly.</summary>
    ExactRepeat = 1 << 2,

    /// <summary>Repeats an earlier report with another temperature.</summary>
    DifferingRepeat = 1 << 3,

    /// <summary>Arrives long after its window.</summary>
    Late = 1 << 4,
}
