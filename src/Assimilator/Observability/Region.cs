namespace Slams.Assimilator.Observability;

/// <summary>A region of verification, as weather services use them: the tropics end at 20 degrees.</summary>
/// <param name="Name">Value of the label <c>region</c>.</param>
/// <param name="South">Least latitude, degrees north.</param>
/// <param name="North">Latitude at which it ends, degrees north.</param>
internal sealed record Region(string Name, double South, double North)
{
    public static readonly Region[] All = [new("global", -90, 91), new("north", 20, 91), new("tropics", -20, 20), new("south", -90, -20)];

    public bool Contains(double latitudeDegrees) => latitudeDegrees >= South && latitudeDegrees < North;
}
