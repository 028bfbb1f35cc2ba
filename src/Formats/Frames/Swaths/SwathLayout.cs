using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Swaths;

/// <summary>The variables of a swath, checked.</summary>
internal sealed record SwathLayout
{
    public required FrameQuantity Quantity { get; init; }

    /// <summary>Lines and pixels, and what was measured there.</summary>
    public required SwathShape Shape { get; init; }

    public required IGridVariable Latitude { get; init; }

    public required IGridVariable Longitude { get; init; }

    /// <summary>One time, or one for each line or pixel.</summary>
    public required IGridVariable Time { get; init; }

    /// <summary>Flags that say which pixels are good; null where the file has none.</summary>
    public required SwathQuality? Quality { get; init; }

    /// <summary>Cloud cover; null where the file does not tell it.</summary>
    public required SwathCloud? Cloud { get; init; }

    /// <exception cref="InvalidDataException">The file holds no swath that can be used; the message says why.</exception>
    public static SwathLayout Of(IGridFile file, FrameReadOptions options)
    {
        var measured = MeasuredVariable.Of(file, FrameQuantity.OutgoingLongwaveFlux, FrameQuantity.BrightnessTemperature);
        var shape = SwathShape.Of(measured.Variable, options);
        return new SwathLayout
        {
            Quantity = measured.Quantity,
            Shape = shape,
            Latitude = SwathVariables.Coordinate(file, shape, CfCoordinate.Latitude),
            Longitude = SwathVariables.Coordinate(file, shape, CfCoordinate.Longitude),
            Time = SwathVariables.Time(file, shape),
            Quality = SwathQuality.Of(file, shape),
            Cloud = SwathCloud.Of(file, shape),
        };
    }
}
