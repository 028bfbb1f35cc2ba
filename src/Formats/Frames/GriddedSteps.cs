using System.Globalization;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>Steps of outgoing longwave flux on axes of latitude and longitude.</summary>
internal sealed class GriddedSteps : IFrameSteps
{
    private readonly IGridFile _file;
    private readonly FrameLayout _layout;
    private readonly AreaWeightedRegridder _regridder;
    private readonly LatLonGrid _grid;
    private readonly string _source;

    public GriddedSteps(IGridFile file, FrameReadOptions options, Func<FrameLayout, AreaWeightedRegridder> regridder, LatLonGrid grid, string source)
    {
        (_file, _grid, _source) = (file, grid, source);
        _layout = FrameLayout.Of(file, options);
        _regridder = regridder(_layout);
    }

    public int Count => _layout.Times.Length;

    public SatelliteFrame Read(int step, CancellationToken cancellationToken)
    {
        // First: why a step cannot be read at all says more than that it has no time.
        var values = _layout.Flux.ReadUnpacked(_layout.HasTimeDimension ? step : null);
        var time = _layout.Times[step] ?? throw new InvalidDataException($"Step {step + 1} has no time that can be read.");
        var field = _regridder.Regrid(_layout.Transposed ? Transpose(values, _layout.Latitudes.Length, _layout.Longitudes.Length) : values);
        var empty = !Array.Exists(field.SampleCount, count => count > 0);
        return new SatelliteFrame
        {
            Platform = _file.Text("platform") ?? _file.Text("platform_ID") ?? Path.GetFileNameWithoutExtension(_source),
            Quantity = FrameQuantity.OutgoingLongwaveFlux,
            Time = time,
            Rows = _grid.Rows,
            Columns = _grid.Columns,
            Values = field.Values,
            ValidFraction = field.ValidFraction,
            SampleCount = field.SampleCount,
            Source = string.Create(CultureInfo.InvariantCulture, $"{_source}[{step}]"),
            Flag = empty ? QualityFlag.Missing : QualityFlag.Assimilated,
            FlagReason = empty ? "No pixel of the frame is valid." : "",
        };
    }

    private static float[] Transpose(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(row * columns) + column] = values[(column * rows) + row];
            }
        }

        return transposed;
    }
}
