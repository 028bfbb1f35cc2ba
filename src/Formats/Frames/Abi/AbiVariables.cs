using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Abi;

/// <summary>Variables of an ABI file by name; what is missing is said by name.</summary>
internal sealed class AbiVariables(IGridFile file)
{
    // Those asked for have one value or two.
    private const int MostValues = 16;

    public IGridVariable? Find(string name) => file.Variables.FirstOrDefault(variable => variable.Name == name);

    /// <exception cref="InvalidDataException">There is none.</exception>
    public IGridVariable Get(string name) => Find(name) ?? throw new InvalidDataException($"The file has no variable '{name}'.");

    /// <summary>The only number of a variable.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is a fill value.</exception>
    public double Number(string name)
    {
        var variable = Get(name);
        return Values(variable) is [var value] && double.IsFinite(value) && !variable.Numbers("_FillValue").Contains(value)
            ? value
            : throw new InvalidDataException($"Variable '{name}' is not one number.");
    }

    /// <summary>All values of a small variable; none where it is large.</summary>
    public static double[] Values(IGridVariable variable) =>
        variable.Shape.Aggregate(Int128.One, (product, length) => product > MostValues ? product : product * length) <= MostValues ? variable.ReadAll() : [];

    /// <exception cref="InvalidDataException">A variable is in other units.</exception>
    public static void RequireUnits(IGridVariable variable, string units)
    {
        if (variable.Text("units") is var found && found != units)
        {
            throw new InvalidDataException($"Variable '{variable.Name}' is in '{found ?? "no units"}', not in {units}.");
        }
    }

    /// <summary>The only number of an attribute.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static double Attribute(IGridVariable variable, string name) => variable.Numbers(name) is [var value]
        ? value
        : throw new InvalidDataException($"Variable '{variable.Name}' has no number '{name}'.");
}
