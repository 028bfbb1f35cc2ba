using Slams.Core.Grids;
using Slams.Core.Satellites;

namespace Slams.Formats.Frames.Abi;

/// <summary>Brings the pixels of an ABI image onto a grid, some rows in memory at a time.</summary>
internal sealed class AbiReader
{
    // Rows of about so many pixels are read at once, more where a chunk of the file has more: 11 bytes for each.
    private const long BlockPixels = 1 << 20;

    // No band sees anything colder or hotter: L2 files give 89.6 to 411.9 K at most.
    private const double ColdestK = 80, HottestK = 420;

    private readonly AbiImage _image;
    private readonly AbiOptions _options;
    private readonly WindowRegression? _regression;
    private readonly double _smallestCosine;

    /// <summary>Prepares the reading.</summary>
    public AbiReader(AbiImage image, AbiOptions options)
    {
        (_image, _options) = (image, options);
        _regression = image.Band == options.OlrBand ? options.Regression : null;
        _smallestCosine = Math.Cos(options.MaximumZenithDegrees * Math.PI / 180);
    }

    /// <summary>Whether the pixels become outgoing longwave flux, in W m-2; otherwise they are brightness temperatures in K.</summary>
    public bool GivesFlux => _regression is not null;

    /// <summary>Reads the image.</summary>
    /// <exception cref="InvalidDataException">The image is damaged.</exception>
    public RegriddedField Read(LatLonGrid grid, CancellationToken cancellationToken)
    {
        var gathered = new SuperObservations(grid);
        var (rows, columns) = (_image.Y.Angles.Length, _image.X.Angles.Length);
        var perChunk = Math.Min(rows, Math.Max(_image.Values.RowsPerChunk, _image.Quality.RowsPerChunk));
        var perBlock = perChunk * Math.Max(1, BlockPixels / (perChunk * columns));
        for (var start = 0L; start < rows; start += perBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(perBlock, rows - start);
            var values = _image.Values.ReadUnpacked(start, count);
            var quality = _image.Quality.ReadUnpacked(start, count);
            for (var row = 0; row < count; row++)
            {
                AddRow((int)start + row, values.AsSpan(row * columns, columns), quality.AsSpan(row * columns, columns), gathered);
            }
        }

        return gathered.ToField();
    }

    private void AddRow(int row, ReadOnlySpan<float> values, ReadOnlySpan<float> quality, SuperObservations gathered)
    {
        var y = _image.Y.Angles[row];
        var (angles, pixel) = (_image.X.Angles, _image.X.Step * _image.Y.Step);
        for (var column = 0; column < values.Length; column++)
        {
            if (IsUsable(quality[column]) && Quantity(values[column]) is var value && double.IsFinite(value)
                && _image.Earth.TryLocate(angles[column], y, out var place) && place.CosineOfZenith >= _smallestCosine)
            {
                gathered.Add(place.LatitudeDegrees, place.LongitudeDegrees, place.Area * pixel, value);
            }
        }
    }

    // Missing flags are NaN.
    private bool IsUsable(float quality) => quality == 0 || (quality == 1 && _options.ConditionallyUsable);

    private double Quantity(float value)
    {
        var temperature = _image.Planck?.Temperature(value) ?? value;
        return !(temperature is >= ColdestK and <= HottestK) ? double.NaN : _regression?.Flux(temperature) ?? temperature;
    }
}
