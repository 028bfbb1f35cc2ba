using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Abi;

/// <summary>The one image of an ABI file as a frame: outgoing longwave flux of the band chosen for it, brightness temperature of any other.</summary>
internal sealed class AbiSteps(IGridFile file, FrameReadOptions options, LatLonGrid grid, string source) : IFrameSteps
{
    private readonly AbiImage _image = AbiImage.Of(file, options);

    public int Count => 1;

    public string Format => FrameFiles.Abi;

    public SatelliteFrame Read(int step, CancellationToken cancellationToken)
    {
        var reader = new AbiReader(_image, options.Abi);
        var field = reader.Read(grid, cancellationToken);
        var empty = !Array.Exists(field.SampleCount, count => count > 0);
        return new SatelliteFrame
        {
            Platform = _image.Platform,
            Quantity = reader.GivesFlux ? FrameQuantity.OutgoingLongwaveFlux : FrameQuantity.BrightnessTemperature,
            Time = _image.Time,
            Rows = grid.Rows,
            Columns = grid.Columns,
            Values = field.Values,
            ValidFraction = field.ValidFraction,
            SampleCount = field.SampleCount,
            Spread = field.Spread,
            RetrievalError = reader.GivesFlux ? (float)options.Abi.OlrErrorWattsPerSquareMetre : null,
            Source = source,
            Flag = empty ? QualityFlag.Missing : reader.GivesFlux ? QualityFlag.Assimilated : QualityFlag.Passive,
            FlagReason = empty ? "No pixel of the image is valid." : reader.GivesFlux ? "" : FrameFiles.Carried,
        };
    }
}
