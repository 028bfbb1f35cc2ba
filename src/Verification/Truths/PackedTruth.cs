using Slams.Core.Grids;
using Slams.Formats.NetCdf;

namespace Slams.Verification.Truths;

/// <summary>A truth written by <see cref="PackedTruthFile"/>.</summary>
public sealed class PackedTruth : ITemperatureTruth
{
    private readonly NetCdfFile _file;
    private readonly NetCdfVariable _temperature;
    private readonly float _scale;
    private readonly float _offset;

    private PackedTruth(NetCdfFile file)
    {
        _file = file;
        _temperature = file.Require("t");
        _scale = (float)(_temperature.Attributes.Number("scale_factor") ?? 1);
        _offset = (float)(_temperature.Attributes.Number("add_offset") ?? 0);
        var grid = new LatLonGrid(file.ReadDoubles(file.Require("lat")), file.ReadDoubles(file.Require("lon")));
        Grid = new StateGrid(grid, file.ReadDoubles(file.Require("plev")));
        var time = file.Require("time");
        if (time.Attributes.Text("units") != PackedTruthFile.TimePrefix || _temperature.RowLength != Grid.ValueCount)
        {
            throw new InvalidDataException("The variables 't' and 'time' are not those of a packed truth.");
        }

        Times = [.. file.ReadDoubles(time).Select(DateTimeOffset.UnixEpoch.AddHours)];
    }

    /// <inheritdoc/>
    public StateGrid Grid { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DateTimeOffset> Times { get; }

    /// <summary>Opens a file, gzipped or not.</summary>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    public static PackedTruth Open(string path)
    {
        var file = NetCdfFile.Open(GzipFile.Unpack(path));
        try
        {
            return new PackedTruth(file);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException)
        {
            file.Dispose();
            throw new InvalidDataException($"'{path}' is not a packed truth: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public float[] TemperatureK(int timeIndex) =>
        Array.ConvertAll(_file.ReadInts(_temperature, timeIndex, 1), packed => (packed * _scale) + _offset);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
