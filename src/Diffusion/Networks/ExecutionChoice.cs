namespace Slams.Diffusion.Networks;

/// <summary>What may run the networks.</summary>
public enum ExecutionChoice
{
    /// <summary>CUDA where it is part of the build and works, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>CUDA; the CPU where it cannot be had, which is told as a fallback.</summary>
    PreferCuda,

    /// <summary>CUDA, or an error.</summary>
    Cuda,
}
