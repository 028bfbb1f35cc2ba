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

    public GriddedSteps(IGridFile file, FrameReadOptions options, RecentRegridders regridders, LatLonGrid grid, string source)
    {
        (_file, _grid, _source) = (file, grid, source);
        _layout = FrameLayout.Of(file, options);
        _regridder = regridders.Of(_layout.Latitudes, _layout.Longitudes);
    }

    public int Count => _layout.Times.Length;

    public string Format => FrameFiles.CfNetCdf;

    public SatelliteFrame Read(int step, CancellationToken cancellationToken)
    {
        // First: why a step cannot be read at all says more than that it has no time.
        var values = _layout.Flux.ReadUnpacked(_layout.HasTimeDimension ? step : null);
        var time = _layout.Times[step] ?? throw GriddedFrame.NoTime(step);
        return GriddedFrame.Of(
            GriddedFrame.Regrid(_regridder, values, _layout.Transposed), _grid, GriddedFrame.Platform(_file, _source), time, _source, step);
    }
}
