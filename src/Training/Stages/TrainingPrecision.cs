namespace Slams.Training.Stages;

/// <summary>Precision of the forward and backward pass; weights and statistics are float32 in any case.</summary>
public enum TrainingPrecision
{
    /// <summary>bfloat16 where the processor multiplies it in hardware, else float32.</summary>
    Auto,

    /// <summary>bfloat16.</summary>
    BFloat16,

    /// <summary>float32.</summary>
    Float32,
}
