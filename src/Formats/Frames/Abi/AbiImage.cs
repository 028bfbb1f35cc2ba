using Slams.Core.Satellites;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Abi;

/// <summary>An image of one infrared band of ABI, checked: radiances (L1b, variable <c>Rad</c>) or brightness temperatures (L2, <c>CMI</c>).</summary>
internal sealed record AbiImage
{
    private const string Radiances = "Rad", Temperatures = "CMI", Projection = "goes_imager_projection", Flags = "DQF";

    // The other bands measure reflected sunlight.
    private const int FirstInfraredBand = 7, LastBand = 16;

    /// <summary>Radiances in mW m-2 sr-1 (cm-1)-1, or brightness temperatures in K, <c>[y, x]</c>.</summary>
    public required IGridVariable Values { get; init; }

    /// <summary>Quality of each pixel: 0 good, 1 conditionally usable, more not usable.</summary>
    public required IGridVariable Quality { get; init; }

    /// <summary>Turns radiances into temperatures; null where the file has temperatures.</summary>
    public required PlanckConstants? Planck { get; init; }

    public required int Band { get; init; }

    public required string Platform { get; init; }

    /// <summary>Middle of the scan.</summary>
    public required DateTimeOffset Time { get; init; }

    public required GeostationaryProjection Earth { get; init; }

    public required ScanAxis X { get; init; }

    public required ScanAxis Y { get; init; }

    /// <summary>Whether a file has the layout of an image on the fixed grid, whatever it measures.</summary>
    public static bool Recognises(IGridFile file) =>
        file.Variables.Any(v => v.Name is Radiances or Temperatures) && file.Variables.Any(v => v.Name == Projection);

    /// <exception cref="InvalidDataException">The image cannot be used; the message says why.</exception>
    public static AbiImage Of(IGridFile file, FrameReadOptions options)
    {
        var variables = new AbiVariables(file);
        var values = variables.Find(Radiances) ?? variables.Get(Temperatures);
        var band = BandOf(variables);
        var radiances = values.Name == Radiances;
        AbiVariables.RequireUnits(values, radiances ? "mW m-2 sr-1 (cm-1)-1" : "K");
        var (rows, columns) = Shape(values, options);
        var quality = variables.Get(Flags);
        return quality.Shape.SequenceEqual(values.Shape)
            ? new AbiImage
            {
                Values = values,
                Quality = quality,
                Planck = radiances ? Constants(variables) : null,
                Band = band,
                Platform = FormattableString.Invariant($"{Satellite(file)} ABI band {band}"),
                Time = AbiTime.Of(variables),
                Earth = AbiProjection.Of(variables.Get(Projection)),
                X = ScanAxis.Read(variables.Get("x"), columns),
                Y = ScanAxis.Read(variables.Get("y"), rows),
            }
            : throw new InvalidDataException($"Variable '{Flags}' [{string.Join(" x ", quality.Shape)}] does not have the shape of '{values.Name}'.");
    }

    private static int BandOf(AbiVariables variables)
    {
        var band = variables.Number("band_id");
        return band switch
        {
            >= FirstInfraredBand and <= LastBand when band == Math.Floor(band) => (int)band,
            >= 1 and < FirstInfraredBand => throw new InvalidDataException(
                FormattableString.Invariant($"Band {band} measures reflected sunlight, which has no brightness temperature; bands 7 to 16 are read.")),
            _ => throw new InvalidDataException(FormattableString.Invariant($"Variable 'band_id' is {band}, which is no band of ABI.")),
        };
    }

    private static (long Rows, long Columns) Shape(IGridVariable values, FrameReadOptions options)
    {
        if (values.Shape is not [>= 2 and var rows, >= 2 and var columns])
        {
            throw new InvalidDataException($"Variable '{values.Name}' [{string.Join(" x ", values.Shape)}] is no image of rows and columns.");
        }

        return (Int128)rows * columns <= options.MaximumPixels
            ? (rows, columns)
            : throw new InvalidDataException($"Variable '{values.Name}' has {(Int128)rows * columns} pixels; at most {options.MaximumPixels} are read.");
    }

    private static PlanckConstants Constants(AbiVariables variables)
    {
        var constants = new PlanckConstants(
            variables.Number("planck_fk1"), variables.Number("planck_fk2"), variables.Number("planck_bc1"), variables.Number("planck_bc2"));
        return constants.AreUsable
            ? constants
            : throw new InvalidDataException("The constants of Planck's function in the file (planck_fk1, fk2, bc1, bc2) turn no radiance into a temperature.");
    }

    private static string Satellite(IGridFile file) =>
        file.Text("platform_ID") is { Length: > 0 } name ? name : throw new InvalidDataException("The file has no attribute 'platform_ID'.");
}
