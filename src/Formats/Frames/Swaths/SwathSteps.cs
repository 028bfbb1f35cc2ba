using System.Globalization;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames.Swaths;

/// <summary>
/// A swath with the latitude and longitude of each pixel, as a frame for each half-hour of UTC in which it has times: so every pixel is in the window of its own time,
/// however long the orbit. With one time for all pixels it is one frame.
/// </summary>
internal sealed class SwathSteps : IFrameSteps
{
    private readonly SwathLayout _layout;
    private readonly (SwathPart Part, IReadOnlyList<SwathPart> Pass, int Index)[] _parts;
    private readonly LatLonGrid _grid;
    private readonly string _platform, _source;
    private IReadOnlyList<SwathPart>? _pass;
    private Lazy<(RegriddedField Measured, RegriddedField? Clear)[]> _fields = new([]);

    /// <exception cref="InvalidDataException">The file holds no swath that can be used; the message says why.</exception>
    public SwathSteps(IGridFile file, FrameReadOptions options, LatLonGrid grid, string source)
    {
        (_grid, _source) = (grid, source);
        _platform = GriddedFrame.Platform(file, source);
        _layout = SwathLayout.Of(file, options);
        var parts = SwathPart.Find(new SwathClock(_layout.Time, _layout.Shape), _layout.Shape);
        _parts = [.. SwathPart.Passes(parts).SelectMany(pass => pass.Select((part, index) => (part, pass, index)))];
    }

    public int Count => _parts.Length;

    public string Format => FrameFiles.CfNetCdf;

    public SatelliteFrame Read(int step, CancellationToken cancellationToken)
    {
        var (part, pass, index) = _parts[step];
        if (pass != _pass)
        {
            // Keeps an exception too: a damaged pass is not read again for each of its parts.
            (_pass, _fields) = (pass, new(() => new SwathReader(_layout).Read(pass, _grid, cancellationToken)));
        }

        var (field, clear) = _fields.Value[index];
        var empty = !Array.Exists(field.SampleCount, count => count > 0);
        var isFlux = _layout.Quantity == FrameQuantity.OutgoingLongwaveFlux;
        return new SatelliteFrame
        {
            Platform = _platform,
            Quantity = _layout.Quantity,
            Time = part.Middle,
            Rows = _grid.Rows,
            Columns = _grid.Columns,
            Values = field.Values,
            ValidFraction = field.ValidFraction,
            SampleCount = field.SampleCount,
            Spread = field.Spread,
            ClearFraction = clear?.Values,
            Source = string.Create(CultureInfo.InvariantCulture, $"{_source}[{step}]"),
            Flag = empty ? QualityFlag.Missing : isFlux ? QualityFlag.Assimilated : QualityFlag.Passive,
            FlagReason = empty ? "No pixel of the swath is valid and has a place." : isFlux ? "" : FrameFiles.Carried,
        };
    }
}
