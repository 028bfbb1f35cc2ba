using System.ComponentModel.DataAnnotations;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Analysts;

/// <summary>Settings of the analysis. All but <see cref="Provider"/> and <see cref="Threads"/> decide the result.</summary>
public sealed record AnalystOptions
{
    /// <summary>What may run the networks: CUDA where the build has it and it works, else the CPU (Auto); the CPU; CUDA, and the CPU with alert SlamsModelOnCpu where it cannot be had (PreferCuda); CUDA, or no start.</summary>
    public ExecutionChoice Provider { get; init; } = ExecutionChoice.Auto;

    /// <summary>Member batches sampled side by side; 0 takes the number of processors.</summary>
    [Range(0, 256)]
    public int Threads { get; init; }

    /// <summary>Noise levels the sampler visits.</summary>
    [Range(1, 1000)]
    public int Steps { get; init; } = 5;

    /// <summary>Assumed error of a station temperature in K, representativeness included.</summary>
    [Range(0.01, 20)]
    public double TemperatureErrorK { get; init; } = 1.0;

    /// <summary>Assumed error of a temperature of a profile in K, representativeness included.</summary>
    [Range(0.01, 20)]
    public double ProfileTemperatureErrorK { get; init; } = 0.7;

    /// <summary>Assumed error of a longwave flux cell in W m-2.</summary>
    [Range(0.1, 100)]
    public double LongwaveErrorWattsPerSquareMetre { get; init; } = 5.0;

    /// <summary>
    /// Share of the stations assimilated by guidance through the decoder at their own positions; the others are assimilated by
    /// the analysis network. No observation of a cycle is used by both: it would count twice.
    /// </summary>
    [Range(0.0, 1.0)]
    public double GuidedStationShare { get; init; } = 1;

    /// <summary>Iterations of the guidance at each noise level.</summary>
    [Range(1, 50)]
    public int GuidanceIterations { get; init; } = 2;

    /// <summary>Noise level from which downwards samples are guided.</summary>
    [Range(0.0, 1.0)]
    public double GuidanceLevel { get; init; } = 1;

    /// <summary>Departures from the background beyond this many standard deviations are not assimilated; 0 turns the check off.</summary>
    [Range(0.0, 100)]
    public double BackgroundCheckDeviations { get; init; } = 5;
}
