namespace Slams.Benchmarks.Sizes;

/// <summary>A size of a cycle.</summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Members">Size of the ensemble.</param>
/// <param name="Steps">Steps of the sampler.</param>
/// <param name="Stations">Stations that report.</param>
internal sealed record SizePoint(int Rows, int Columns, int Members, int Steps, int Stations)
{
    /// <summary>The size of the paper, as the service is set by default.</summary>
    public static SizePoint Paper { get; } = new(120, 240, 16, 5, 1200);

    /// <summary>The same with a million stations.</summary>
    public static SizePoint Dense { get; } = Paper with { Stations = 1_000_000 };

    /// <summary>The levels of the paper, hPa.</summary>
    public const string Levels = "10,50,100,200,300,500,700,850,925,1000";

    /// <summary>Cells of the grid.</summary>
    public int Cells => Rows * Columns;
}
