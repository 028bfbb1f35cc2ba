using Microsoft.Extensions.Logging.Abstractions;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Model;
using Slams.Formats.Models;
using Slams.Verification.Scores;
using Slams.Verification.Truths;

namespace Slams.Diffusion.Tests.Support;

/// <summary>The bundled model, loaded once, with windows of the bundled sample and their truth.</summary>
public sealed class BundledModel : IAsyncLifetime
{
    private static readonly AnalystOptions Quick = new() { Steps = 2, GuidanceIterations = 1 };
    private readonly Dictionary<int, CycleResult> _first = [];
    private readonly Lazy<LatentAnalyst> _quickAnalyst = new(() => Load(Quick));
    private ITemperatureTruth _truth = null!;

    /// <summary>The analyst.</summary>
    public LatentAnalyst Analyst { get; private set; } = null!;

    /// <summary>One with few noise levels, for what does not depend on how good an analysis is.</summary>
    public LatentAnalyst QuickAnalyst => _quickAnalyst.Value;

    /// <summary>What the model knows of the normal atmosphere.</summary>
    public ModelClimatology Climatology { get; private set; } = null!;

    /// <summary>Three consecutive windows.</summary>
    internal IReadOnlyList<CycleObservations> Windows { get; private set; } = [];

    public static string Folder { get; } = Path.Combine(Root(), "models", "slams-t30");

    public async ValueTask InitializeAsync()
    {
        Analyst = Load(new AnalystOptions());
        Climatology = ModelClimatologyFile.Read(Path.Combine(Folder, ModelClimatologyFile.FileName));
        var sample = Path.Combine(Root(), "samples", "demo");
        _truth = TruthFiles.Open(Path.Combine(sample, "truth.nc.gz"));
        Windows = await DemoWindows.ReadAsync(Climatology, sample, 3);
    }

    public static LatentAnalyst Load(AnalystOptions options) => LatentAnalyst.Load(Folder, options, NullLogger.Instance, TimeProvider.System);

    /// <summary>The bundled model with few noise levels and other factors on the departures of its members, from a copy that is gone when this returns.</summary>
    public static LatentAnalyst LoadWith(params float[] temperatureInflation) =>
        LoadWith(manifest => manifest with { TemperatureInflation = temperatureInflation, TemperatureSpread = null });

    /// <summary>The bundled model with few noise levels and another manifest, from a copy that is gone when this returns.</summary>
    public static LatentAnalyst LoadWith(Func<ModelManifest, ModelManifest> change)
    {
        var copy = Directory.CreateTempSubdirectory("slams-model-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Folder))
            {
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            }

            ModelFolder.WriteManifest(copy.FullName, change(ModelFolder.Open(Folder).Manifest));
            return LatentAnalyst.Load(copy.FullName, Quick, NullLogger.Instance, TimeProvider.System);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>Root of the mean square error over all levels, in units of climatology's deviation from the truth.</summary>
    public double ErrorOverClimatology(Cycle cycle, float[] meanK)
    {
        var truth = _truth.TemperatureK(_truth.IndexOf(cycle.Time));
        var (error, anomaly) = (0.0, 0.0);
        var grid = Climatology.Grid.Horizontal;
        for (var level = 0; level < Climatology.Grid.PressureLevelsPa.Count; level++)
        {
            var field = truth.AsSpan(level * grid.CellCount, grid.CellCount);
            error += FieldScores.MeanSquaredError(grid, meanK.AsSpan(level * grid.CellCount, grid.CellCount), field);
            anomaly += FieldScores.MeanSquaredError(grid, Climatology.Temperature(level).FieldAt(cycle.Time), field);
        }

        return Math.Sqrt(error / anomaly);
    }

    /// <summary>The analysis of the first window by so many members, made once.</summary>
    internal CycleResult First(int members) =>
        _first.TryGetValue(members, out var known) ? known : _first[members] = Cycle([Windows[0]], members)[0];

    /// <summary>Analyses windows one after the other, each with the states of those before.</summary>
    internal IReadOnlyList<CycleResult> Cycle(IEnumerable<CycleObservations> windows, int members = 4)
    {
        var results = new List<CycleResult>();
        foreach (var window in windows)
        {
            results.Add(Analyst.Analyse(window, [.. results.Select(r => r.State)], new AnalysisRequest(members, 1, KeepMembers: true), CancellationToken.None));
        }

        return results;
    }

    /// <summary>Faultless profiles at sites spread over the globe.</summary>
    internal IReadOnlyList<TemperatureProfile> Profiles(Cycle cycle, int count)
    {
        var truth = _truth.TemperatureK(_truth.IndexOf(cycle.Time));
        var grid = Climatology.Grid;
        return [.. Enumerable.Range(0, count).Select(Profile)];

        TemperatureProfile Profile(int site)
        {
            // Equal areas by latitude, the golden angle by longitude.
            var (latitude, longitude) = (Math.Asin((2.0 * (site + 0.5) / count) - 1) * 180 / Math.PI, site * 137.508 % 360);
            var at = grid.Horizontal.Interpolate(latitude, longitude);
            return new TemperatureProfile
            {
                StationId = $"P{site}",
                Time = cycle.Time,
                LatitudeDegrees = latitude,
                LongitudeDegrees = longitude,
                Levels = [.. grid.PressureLevelsPa.Select((pressure, level) => new ProfileLevel(
                    (float)pressure, at.Apply(truth.AsSpan(level * grid.Horizontal.CellCount, grid.Horizontal.CellCount))))],
            };
        }
    }

    public ValueTask DisposeAsync()
    {
        Analyst.Dispose();
        if (_quickAnalyst.IsValueCreated)
        {
            QuickAnalyst.Dispose();
        }

        _truth.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Slams.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
    }
}
