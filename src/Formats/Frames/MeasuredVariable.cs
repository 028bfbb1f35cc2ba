using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>The variable of a file that holds a quantity of frames, found by its standard name and checked by its units.</summary>
internal sealed record MeasuredVariable(IGridVariable Variable, FrameQuantity Quantity)
{
    /// <summary>Finds the one variable of the first quantity that the file has.</summary>
    /// <exception cref="InvalidDataException">The file has none of them, or more than one, or in other units.</exception>
    public static MeasuredVariable Of(IGridFile file, params ReadOnlySpan<FrameQuantity> quantities)
    {
        foreach (var quantity in quantities)
        {
            var found = All(file, quantity).ToArray();
            if (found.Length > 0)
            {
                return found is [var one]
                    ? new MeasuredVariable(InItsUnits(one, quantity), quantity)
                    : throw new InvalidDataException(
                        $"The file has {found.Length} variables of standard_name {quantity.StandardName()}; which one is meant is not clear.");
            }
        }

        var others = file.Variables.Where(v => v.Shape.Count > 1).Take(5)
            .Select(v => $"{v.Name} ({v.Text("standard_name") ?? "no standard_name"})");
        throw new InvalidDataException($"The file has no variable of standard_name {quantities[0].StandardName()}. It has: {string.Join(", ", others)}.");
    }

    /// <summary>All variables of a quantity, in whatever units.</summary>
    public static IEnumerable<IGridVariable> All(IGridFile file, FrameQuantity quantity) =>
        file.Variables.Where(v => v.Text("standard_name") == quantity.StandardName());

    private static IGridVariable InItsUnits(IGridVariable variable, FrameQuantity quantity) =>
        variable.Text("units") is var units && (quantity == FrameQuantity.OutgoingLongwaveFlux ? IsFluxUnit(units) : units is "K" or "kelvin" or "Kelvin")
            ? variable
            : throw new InvalidDataException($"Variable '{variable.Name}' is in '{units ?? "no units"}', not in {quantity.Units()}.");

    private static bool IsFluxUnit(string? units) =>
        units?.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal) is
        "Wm-2" or "Wm^-2" or "Wm**-2" or "W/m2" or "W/m^2" or "W/m**2" or "wattm-2" or "wattsm-2" or "Wattsm-2";
}
