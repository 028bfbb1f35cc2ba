using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>The fields of outgoing longwave flux of a GRIB file, each from its own grid.</summary>
internal sealed class GribSteps : IFrameSteps
{
    private readonly GribGridFile _file;
    private readonly RecentRegridders _regridders;
    private readonly LatLonGrid _grid;
    private readonly string _source;

    /// <exception cref="InvalidDataException">The file has more fields than are read.</exception>
    public GribSteps(GribGridFile file, FrameReadOptions options, RecentRegridders regridders, LatLonGrid grid, string source)
    {
        (_file, _regridders, _grid, _source) = (file, regridders, grid, source);
        if (file.Flux.Count > options.MaximumSteps)
        {
            throw new InvalidDataException($"The file has {file.Flux.Count} fields of outgoing longwave flux; at most {options.MaximumSteps} are read.");
        }
    }

    public int Count => _file.Flux.Count;

    public string Format => FrameFiles.Grib;

    public SatelliteFrame Read(int step, CancellationToken cancellationToken)
    {
        var (grid, values) = _file.Flux.Read(step);
        var time = _file.Flux.Time(step) ?? throw GriddedFrame.NoTime(step);
        var field = grid.Reduced is { } rows
            ? _regridders.OfReduced(grid.Latitudes, rows.Lengths, rows.FirstLongitude).Regrid(values)
            : GriddedFrame.Regrid(_regridders.Of(grid.Latitudes, grid.Longitudes), values, grid.Transposed);
        return GriddedFrame.Of(field, _grid, _file.Platform(step), time, _source, step);
    }
}
