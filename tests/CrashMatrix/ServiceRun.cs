namespace Slams.CrashMatrix;

/// <summary>Where one run of the service reads and writes, and with what settings.</summary>
/// <param name="Inputs">What it reads.</param>
/// <param name="Log">Its log.</param>
/// <param name="Folder">Working folder of its processes.</param>
public sealed record ServiceRun(Inputs Inputs, LogUnderTest Log, string Folder)
{
    /// <summary>Folder of the files it publishes.</summary>
    public string Out => Path.Combine(Folder, "out");

    /// <summary>Event time per real time; 0 is as fast as possible.</summary>
    public double Speed { get; init; }

    /// <summary>How long it may take to come to its end.</summary>
    public TimeSpan Patience { get; init; } = ServiceProcess.Patience;

    /// <summary>Settings of every process, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = CrashMatrix.Settings.Matrix;
}
