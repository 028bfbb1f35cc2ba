using Slams.Core.Analyses;
using Slams.Pictures.Colours;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Pictures.Maps;

/// <summary>How a map is drawn.</summary>
public sealed record MapOptions
{
    /// <summary>The projection.</summary>
    public required IMapProjection Projection { get; init; }

    /// <summary>Size of the picture.</summary>
    public required PictureSize Size { get; init; }

    /// <summary>The colours.</summary>
    public required ColourScale Scale { get; init; }

    /// <summary>Stations to show as dots, coloured by observation minus analysis; null for none.</summary>
    public IReadOnlyList<StationDeparture>? Stations { get; init; }
}
