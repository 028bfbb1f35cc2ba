namespace Slams.Cli;

/// <summary>Models and samples that travel with the program.</summary>
internal static class BundledFiles
{
    /// <summary>The bundled model.</summary>
    public static string Model => Path.Combine(AppContext.BaseDirectory, "models", "slams-t30");

    /// <summary>The priors of the ablation.</summary>
    public static string Priors => Path.Combine(AppContext.BaseDirectory, "models", "ablation-t30");

    /// <summary>The simulated sample with its truth.</summary>
    public static string Demo => Path.Combine(AppContext.BaseDirectory, "samples", "demo");

    /// <summary>The bundled list of sites.</summary>
    public static string Sites => Path.Combine(AppContext.BaseDirectory, "samples", "sites", "synop_sites.csv.gz");

    /// <summary>Statistics of the linear baselines.</summary>
    public static string Baselines => Path.Combine(AppContext.BaseDirectory, "models", "baselines-t30");

    /// <summary>The truth that evaluations refer to unless told otherwise.</summary>
    public static string Validation => Path.Combine(AppContext.BaseDirectory, "samples", "validation-1987", "validation_1987.nc");
}
