using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Slams.Core.Grids;
using Slams.Formats.Fields;
using Slams.Training.Preparation;

namespace Slams.Training.Commands;

/// <summary><c>slams-train prepare</c>: a user's own files into training years.</summary>
internal static class PrepareCommand
{
    internal const string PaperLevels = "10,50,100,200,300,500,700,850,925,1000";

    public static Command Create()
    {
        var temperature = Files("--temperature", "Air temperature on pressure levels (ERA5 t).", required: true);
        var nearSurface = Files("--near-surface", "Near-surface temperature (ERA5 t2m).", required: false);
        var longwave = Files("--olr", "Daily outgoing longwave radiation (NOAA interpolated OLR).", required: true);
        var precipitation = Files("--precipitation", "Daily precipitation (CPC).", required: true);
        var fixedFields = Files("--static", "Orography or geopotential (z) and land fraction (lsm).", required: false);
        var output = new Option<string>("--out") { Description = "Folder of the training files.", Required = true };
        var rows = new Option<int>("--rows") { Description = "Rows of the target grid, evenly spaced, none at a pole.", DefaultValueFactory = _ => 120 };
        var columns = new Option<int>("--columns") { Description = "Columns of the target grid, from 0 degrees east.", DefaultValueFactory = _ => 240 };
        var grid = new Option<string?>("--grid") { Description = "Instead of rows and columns: a netCDF file with temperature on the target grid." };
        var levels = new Option<string>("--levels") { Description = "Target levels in hPa.", DefaultValueFactory = _ => PaperLevels };
        var daily = new Option<bool>("--daily") { Description = "Daily means instead of six-hourly states." };
        var command = new Command("prepare", "Make training files of reanalysis, radiation and precipitation files.")
        {
            temperature, nearSurface, longwave, precipitation, fixedFields, output, rows, columns, grid, levels, daily,
        };
        command.SetAction((result, cancellationToken) =>
        {
            var clock = Stopwatch.StartNew();
            try
            {
                var horizontal = result.GetValue(grid) is { } file ? GridOf(file) : Regular(result.GetValue(rows), result.GetValue(columns));
                var options = new PrepareOptions
                {
                    Temperature = Expand(result.GetValue(temperature)),
                    NearSurfaceTemperature = Expand(result.GetValue(nearSurface)),
                    OutgoingLongwave = Expand(result.GetValue(longwave)),
                    Precipitation = Expand(result.GetValue(precipitation)),
                    Static = Expand(result.GetValue(fixedFields)),
                    OutputFolder = result.GetRequiredValue(output),
                    Grid = new StateGrid(horizontal, Levels(result.GetRequiredValue(levels))),
                    Daily = result.GetValue(daily),
                };
                var states = new DatasetPreparation(
                    options, line => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed:hh\\:mm\\:ss} {line}"))).Run(cancellationToken);
                return Task.FromResult(states > 0 ? 0 : 1);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(exception.Message);
                return Task.FromResult(1);
            }
        });
        return command;
    }

    /// <summary>A regular grid whose rows lie between the poles.</summary>
    internal static LatLonGrid Regular(int rows, int columns) => rows < 2 || columns < 2
        ? throw new InvalidDataException("A grid needs at least two rows and two columns.")
        : new LatLonGrid(
            [.. Enumerable.Range(0, rows).Select(i => -90 + ((i + 0.5) * 180 / rows))], [.. Enumerable.Range(0, columns).Select(i => i * 360.0 / columns)]);

    /// <summary>Levels in Pa, top first, from a list in hPa.</summary>
    internal static double[] Levels(string text)
    {
        var levels = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var hPa) && hPa > 0
                ? hPa * 100
                : throw new InvalidDataException($"'{part}' is no pressure in hPa."))
            .Distinct().Order().ToArray();
        return levels.Length > 0 ? levels : throw new InvalidDataException("At least one level is needed.");
    }

    private static LatLonGrid GridOf(string path)
    {
        using var series = FieldSeries.Open(path, FieldQuery.Temperature);
        return new LatLonGrid([.. series.LatitudesDegrees.Order()], [.. series.LongitudesDegrees.Select(LatLonGrid.NormaliseLongitude).Order()]);
    }

    private static Option<string[]> Files(string name, string description, bool required) =>
        new(name) { Description = description + " Files or folders.", Required = required, AllowMultipleArgumentsPerToken = true };

    private static string[] Expand(string[]? paths) =>
        [.. (paths ?? []).SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path, "*.nc") : [path])];
}
