using System.ComponentModel.DataAnnotations;
using Slams.Core.Quality;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Analysts;

/// <summary>Settings of the analysis. All but <see cref="Provider"/> and <see cref="Threads"/> decide the result.</summary>
public sealed record AnalystOptions
{
    /// <summary>Most that <see cref="Steps"/> may be.</summary>
    internal const int MostSteps = 1000;

    /// <summary>Most that <see cref="GuidanceIterations"/> may be.</summary>
    internal const int MostIterations = 50;

    /// <summary>What may run the networks: CUDA where the build has it and it works, else the CPU (Auto); the CPU; CUDA, and the CPU with alert SlamsModelOnCpu where it cannot be had (PreferCuda); CUDA, or no start.</summary>
    public ExecutionChoice Provider { get; init; } = ExecutionChoice.Auto;

    /// <summary>Member batches sampled side by side; 0 takes the number of processors.</summary>
    [Range(0, 256)]
    public int Threads { get; init; }

    /// <summary>Noise levels the sampler visits.</summary>
    [Range(1, MostSteps)]
    public int Steps { get; init; } = 3;

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
    [Range(1, MostIterations)]
    public int GuidanceIterations { get; init; } = 2;

    /// <summary>Noise level from which downwards samples are guided.</summary>
    [Range(0.0, 1.0)]
    public double GuidanceLevel { get; init; } = 1;

    /// <summary>Noise level down to which samples are guided; below it so little is open that observations change nothing.</summary>
    [Range(0.0, 1.0)]
    public double GuidanceLowestLevel { get; init; } = 0.1;

    /// <summary>
    /// Departures from the background beyond this many standard deviations, of the errors of background and observation together, are not assimilated,
    /// unless enough neighbours agree; 0 turns the check off.
    /// </summary>
    [Range(0.0, 100)]
    public double BackgroundCheckDeviations { get; init; } = 5;

    /// <summary>
    /// How far temperature changes from one cycle to the next, as a share of its climatological standard deviation: with the spread of the previous
    /// analysis this is the error of the background that the checks assume.
    /// </summary>
    [Range(0.0, 10)]
    public double BackgroundChange { get; init; } = 0.8;

    /// <summary>
    /// Temperatures that depart by more than this many standard deviations from what their neighbours make likely are not assimilated; 0 turns
    /// the check off, and with it what saves observations where the background is wrong over a region.
    /// </summary>
    [Range(0.0, 100)]
    public double BuddyCheckDeviations { get; init; } = 5;

    /// <summary>Length L in km of the correlation 0.7 (1 + r/L) exp(−r/L) of background errors between neighbours, r straight through the earth; these are looked for within 2 L.</summary>
    [Range(1.0, 5000)]
    public double BuddyLengthKm { get; init; } = 500;

    /// <summary>Most neighbours that the buddy check asks, the nearest first.</summary>
    [Range(1, 50)]
    public int BuddyNeighbours { get; init; } = 12;

    /// <summary>Neighbours that it takes to reject a temperature that is near the background, and that must agree with one far from it to save it.</summary>
    [Range(1, 50)]
    public int BuddyAgreeing { get; init; } = 3;

    /// <summary>
    /// Fall of temperature with height, K km-1, by which a temperature is brought from the height of its station to that of the model's surface; 6.5 is that of the standard
    /// atmosphere, 0 corrects nothing.
    /// </summary>
    [Range(0.0, 15)]
    public double LapseRateKPerKm { get; init; }

    /// <summary>What each km between the heights of station and model's surface adds to the error of a temperature in K, by its square to the variance; 0 adds nothing.</summary>
    [Range(0.0, 20)]
    public double HeightErrorKPerKm { get; init; }

    /// <summary>What each hour between observation and analysis adds to the error of a temperature in K, by its square to the variance; 0 adds nothing.</summary>
    [Range(0.0, 20)]
    public double TimeErrorKPerHour { get; init; }

    /// <summary>
    /// Length L in km of the correlation ρ exp(−(r/L)²/2) of errors of temperatures that are close together; the analysis takes them for independent, so the variance of each is
    /// multiplied by 1 plus the sum of its correlations with the others. 0 leaves it as it is.
    /// </summary>
    [Range(0.0, 2000)]
    public double DensityLengthKm { get; init; }

    /// <summary>The correlation ρ of errors at one place.</summary>
    [Range(0.0, 1.0)]
    public double DensityCorrelation { get; init; } = 0.5;

    /// <summary>
    /// Cycles after which a departure of a station from the background counts half in the station's running mean and variance, which the history check
    /// judges by; 0 turns the check off, and nothing is remembered.
    /// </summary>
    [Range(0.0, 10_000)]
    public double HistoryHalfLifeCycles { get; init; }

    /// <summary>Cycles with a report that it takes before the history of a station is judged.</summary>
    [Range(2, 10_000)]
    public int HistoryMinimumCycles { get; init; } = 20;

    /// <summary>
    /// Running mean departure in K beyond which the temperatures of a station are not assimilated; it is back within 80 % of this. 0 sets no limit, and
    /// nothing is corrected.
    /// </summary>
    [Range(0.0, 100)]
    public double HistoryMaximumBiasK { get; init; } = 3;

    /// <summary>
    /// Running standard deviation of the departures, over the one that the errors of background and observation make likely, beyond which the temperatures of a station are not assimilated;
    /// it is back within 80 % of this. 0 sets no limit.
    /// </summary>
    [Range(0.0, 100)]
    public double HistoryMaximumDeviations { get; init; } = 2;

    /// <summary>Whether a running mean departure within the limit is taken off the temperatures of a station, where it is more than chance.</summary>
    public bool HistoryBiasCorrection { get; init; }

    /// <summary>Whether the error of a station whose departures vary more than they should is raised to account for it.</summary>
    public bool HistoryErrorInflation { get; init; }

    /// <summary>Most stations whose history is remembered; those that have been silent for longest are forgotten first.</summary>
    [Range(1, 1_000_000)]
    public int HistoryStations { get; init; } = 20_000;

    /// <summary>
    /// Height and width in km of the cells in each of which the nearest in time of the temperatures that passed all checks are assimilated, and of the
    /// precipitation; the others are flagged as thinned. 0 turns thinning off.
    /// </summary>
    [Range(0.0, 5000)]
    public double ThinningCellKm { get; init; }

    /// <summary>Observations of a kind that are kept in each cell, of different stations first.</summary>
    [Range(1, 1000)]
    public int ThinningKept { get; init; } = 3;

    /// <summary>Limits of the checks against the field.</summary>
    internal InnovationCheckOptions ToInnovationChecks() => new()
    {
        BackgroundDeviations = BackgroundCheckDeviations,
        BuddyDeviations = BuddyCheckDeviations,
        LengthKm = BuddyLengthKm,
        Neighbours = BuddyNeighbours,
        Agreeing = BuddyAgreeing,
    };

    /// <summary>What the errors of station temperatures grow with.</summary>
    internal RepresentativenessOptions ToRepresentativeness() => new()
    {
        LapseRateKPerKm = LapseRateKPerKm,
        HeightErrorKPerKm = HeightErrorKPerKm,
        TimeErrorKPerHour = TimeErrorKPerHour,
        DensityLengthKm = DensityLengthKm,
        DensityCorrelation = DensityCorrelation,
    };

    /// <summary>Memory and limits of the history check.</summary>
    internal HistoryCheckOptions ToHistoryCheck() => new()
    {
        HalfLifeCycles = HistoryHalfLifeCycles,
        MinimumCycles = HistoryMinimumCycles,
        MaximumBias = HistoryMaximumBiasK,
        MaximumDeviations = HistoryMaximumDeviations,
        CorrectBias = HistoryBiasCorrection,
        InflateError = HistoryErrorInflation,
        Capacity = HistoryStations,
    };
}
