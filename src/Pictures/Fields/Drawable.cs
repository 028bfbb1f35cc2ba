using System.Globalization;
using Slams.Core.Analyses;

namespace Slams.Pictures.Fields;

/// <summary>What an analysis must have before it can be drawn.</summary>
public static class Drawable
{
    /// <summary>Requires fields.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static void RequireFields(Analysis analysis)
    {
        if (Refusal(analysis) is { } reason)
        {
            throw new InvalidDataException(reason);
        }
    }

    /// <summary>Why an analysis has no fields to draw, or null when it has.</summary>
    public static string? Refusal(Analysis analysis)
    {
        if (analysis.Failure is { } failure)
        {
            return $"Cycle {analysis.Cycle.Key} failed and has no fields to draw: {failure}";
        }

        return analysis.Grid.HasFields
            ? null
            : $"Cycle {analysis.Cycle.Key} has no fields to draw: it was made without a model and only counts observations.";
    }

    /// <summary>Number of a level.</summary>
    /// <param name="analysis">An analysis with fields.</param>
    /// <param name="pressureHpa">Pressure of the level in hPa.</param>
    /// <exception cref="InvalidDataException">There is no such level.</exception>
    public static int Level(Analysis analysis, double pressureHpa)
    {
        var levels = analysis.Grid.PressureLevelsPa;
        for (var level = 0; level < levels.Count; level++)
        {
            if (Math.Abs(levels[level] - (100 * pressureHpa)) < 0.5)
            {
                return level;
            }
        }

        throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture,
            $"Cycle {analysis.Cycle.Key} has no level of {pressureHpa:0.##} hPa; it has {string.Join(", ", levels.Select(Hpa))} hPa."));
    }

    /// <summary>Requires that two analyses have the same grid and levels.</summary>
    /// <exception cref="InvalidDataException">They have not.</exception>
    public static void RequireSameGrid(Analysis first, Analysis second)
    {
        var (a, b) = (first.Grid, second.Grid);
        if (!a.Horizontal.LatitudesDegrees.SequenceEqual(b.Horizontal.LatitudesDegrees)
            || !a.Horizontal.LongitudesDegrees.SequenceEqual(b.Horizontal.LongitudesDegrees) || !a.PressureLevelsPa.SequenceEqual(b.PressureLevelsPa))
        {
            throw new InvalidDataException($"The files have different grids: {Describe(first)}, {Describe(second)}.");
        }
    }

    /// <summary>A pressure in Pa as text in hPa, without unit.</summary>
    public static string Hpa(double pressurePa) => (pressurePa / 100).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Describe(Analysis analysis) => string.Create(
        CultureInfo.InvariantCulture,
        $"cycle {analysis.Cycle.Key} has {analysis.Grid.Horizontal.Rows} × {analysis.Grid.Horizontal.Columns} cells on {string.Join(", ", analysis.Grid.PressureLevelsPa.Select(Hpa))} hPa");
}
