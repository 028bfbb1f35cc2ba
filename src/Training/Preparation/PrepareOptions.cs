using Slams.Core.Grids;

namespace Slams.Training.Preparation;

/// <summary>What is to be made of a user's own files.</summary>
public sealed record PrepareOptions
{
    /// <summary>Files of air temperature on pressure levels.</summary>
    public required IReadOnlyList<string> Temperature { get; init; }

    /// <summary>Files of near-surface air temperature; where there are none, the temperature of the lowest level stands in.</summary>
    public IReadOnlyList<string> NearSurfaceTemperature { get; init; } = [];

    /// <summary>Files of daily mean outgoing longwave radiation.</summary>
    public required IReadOnlyList<string> OutgoingLongwave { get; init; }

    /// <summary>Files of daily precipitation.</summary>
    public required IReadOnlyList<string> Precipitation { get; init; }

    /// <summary>Files with orography and land fraction; none leaves the static file out.</summary>
    public IReadOnlyList<string> Static { get; init; } = [];

    /// <summary>Folder that the training files go to.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Grid and levels of the training files.</summary>
    public required StateGrid Grid { get; init; }

    /// <summary>Whether states are daily means instead of six-hourly.</summary>
    public bool Daily { get; init; }

    /// <summary>Most values of one variable that are held at a time, unless a single time has more.</summary>
    public int BlockValues { get; init; } = 16_000_000;
}
