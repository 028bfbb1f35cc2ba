using System.Globalization;
using Slams.Formats.Analyses;
using Slams.Formats.Fields;
using Slams.Formats.NatureRun;

namespace Slams.Training.Preparation;

/// <summary>
/// Turns reanalysis temperature, outgoing longwave radiation and precipitation into training years, <c>train_YEAR.nc</c>, and the
/// static file. One state and one block of each variable are in memory at a time.
/// </summary>
public sealed class DatasetPreparation(PrepareOptions options, Action<string> log)
{
    // The interpolated product has no gaps; a few cells at the edge of a regional file are no reason to lose a day.
    private const double MostMissingLongwave = 0.05;
    private const int LogEvery = 200;

    private readonly FieldReader _temperature = new(options.Grid.Horizontal, options.Grid.PressureLevelsPa, options.BlockValues);
    private readonly FieldReader _nearSurface = new(options.Grid.Horizontal, [], options.BlockValues);
    private readonly FieldReader _longwave = new(options.Grid.Horizontal, [], options.BlockValues);
    private readonly FieldReader _precipitation = new(options.Grid.Horizontal, [], options.BlockValues);

    /// <summary>Writes everything, and returns the number of states.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used; the message names file and variable.</exception>
    public int Run(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.OutputFolder);
        AtomicFile.DeleteLeftovers(options.OutputFolder);
        WriteStatic();
        using var temperature = FieldCatalogue.Open(options.Temperature, FieldQuery.Temperature, log);
        using var nearSurface = options.NearSurfaceTemperature.Count > 0
            ? FieldCatalogue.Open(options.NearSurfaceTemperature, FieldQuery.NearSurfaceTemperature, log) : null;
        using var longwave = FieldCatalogue.Open(options.OutgoingLongwave, FieldQuery.OutgoingLongwave, log);
        using var precipitation = FieldCatalogue.Open(options.Precipitation, FieldQuery.Precipitation, log);
        if (nearSurface is null)
        {
            log("no near-surface temperature: that of the lowest level stands in");
        }

        var planner = new StepPlanner(temperature, nearSurface, longwave, precipitation, options.Daily);
        var gaps = new GapReport(planner.Step);
        var steps = planner.Plan(gaps);
        var written = steps.GroupBy(step => step.Time.Year).Sum(year => WriteYear(year.Key, [.. year], gaps, cancellationToken));
        foreach (var line in gaps.Lines())
        {
            log(line);
        }

        log(string.Create(CultureInfo.InvariantCulture, $"{written} states written, {gaps.Count} steps left out"));
        return written;
    }

    private int WriteYear(int year, PlannedStep[] steps, GapReport gaps, CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.OutputFolder, string.Create(CultureInfo.InvariantCulture, $"train_{year:0000}.nc"));
        var written = 0;
        AtomicFile.Write(path, stream =>
        {
            var writer = NatureRunWriter.Begin(stream, options.Grid, $"Training states of {year}", Notes());
            for (var i = 0; i < steps.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (state, missing) = Make(steps[i]);
                if (state is null)
                {
                    gaps.Add(steps[i].Time, missing!);
                }
                else
                {
                    writer.Append(state);
                }

                if ((i + 1) % LogEvery == 0)
                {
                    log(string.Create(CultureInfo.InvariantCulture, $"{year}: {i + 1} of {steps.Length} steps"));
                }
            }

            writer.Complete();
            written = writer.Count;
        });
        if (written == 0)
        {
            // A year without a state would only stop the trainer.
            File.Delete(path);
        }

        log(string.Create(CultureInfo.InvariantCulture, $"{year}: {written} states"));
        return written;
    }

    private (NatureRunState? State, string? Missing) Make(PlannedStep step)
    {
        var temperature = _temperature.ReadMean(step.Temperature);
        var cells = options.Grid.Horizontal.CellCount;
        var surface = step.NearSurface.Count > 0 ? _nearSurface.ReadMean(step.NearSurface) : temperature[^cells..];
        var longwave = _longwave.Read(step.OutgoingLongwave);
        // A day's sum, spread evenly over its four quarters: the networks know precipitation as an amount of six hours.
        var precipitation = Array.ConvertAll(_precipitation.Read(step.Precipitation), amount => MathF.Max(0, amount) / 4);
        return Array.Exists(temperature, float.IsNaN) ? (null, "temperature everywhere")
            : Array.Exists(surface, float.IsNaN) ? (null, "near-surface temperature everywhere")
            : longwave.Count(float.IsNaN) > MostMissingLongwave * cells ? (null, "outgoing longwave radiation in most places")
            : Array.TrueForAll(precipitation, float.IsNaN) ? (null, "any precipitation")
            : (new NatureRunState(step.Time, temperature, surface, longwave, precipitation), null);
    }

    private string Notes() =>
        $"Area-weighted means; levels taken or interpolated in the logarithm of pressure. {(options.Daily ? "Daily means, stamped at noon" : "Six-hourly states")}; "
        + "olr is the mean of the day, pr a quarter of the day's sum, of the day in which the preceding six hours lie. "
        + (options.NearSurfaceTemperature.Count > 0 ? "" : "t2m is the temperature of the lowest level. ")
        + "pr is missing where less than half of a cell has values.";

    private void WriteStatic()
    {
        if (options.Static.Count == 0)
        {
            return;
        }

        var (orography, land) = StaticPreparation.Read(options.Static, options.Grid.Horizontal);
        var path = Path.Combine(options.OutputFolder, "static.nc");
        StaticFile.Write(path, options.Grid.Horizontal, orography, land);
        log($"wrote {path}");
    }
}
