namespace Slams.Diffusion.Networks;

/// <summary>What may run the networks.</summary>
public enum ExecutionChoice
{
    /// <summary>CUDA where it works, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>CUDA, or an error.</summary>
    Cuda,
}
