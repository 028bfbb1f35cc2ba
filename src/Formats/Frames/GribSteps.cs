using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>The fields of outgoing longwave flux of a GRIB file, each from its own grid.</summary>
internal sealed class GribSteps : IFrameSteps
{
    private readonly GribGridFile _file;
    private readonly Func<double[], double[], AreaWeightedRegridder> _regridder;
    private readonly LatLonGrid _grid;
    private readonly string _source;

    /// <exception cref="InvalidDataException">The file has more fields than are read.</exception>
    public GribSteps(GribGridFile file, FrameReadOptions options, Func<double[], double[], AreaWeightedRegridder> regridder, LatLonGrid grid, string source)
    {
        (_file, _regridder, _grid, _source) = (file, regridder, grid, source);
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
        return GriddedFrame.Of(_regridder(grid.Latitudes, grid.Longitudes), values, grid.Transposed, _grid, _file.Platform(step), time, _source, step);
    }
}
