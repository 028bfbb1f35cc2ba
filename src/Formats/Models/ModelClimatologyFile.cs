using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Models;

/// <summary>Reads and writes a model's climatology as netCDF classic, so that anyone can look at it with ncdump.</summary>
public static class ModelClimatologyFile
{
    /// <summary>Name of the file within a model folder.</summary>
    public const string FileName = "climatology.nc";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not a climatology, or damaged.</exception>
    public static ModelClimatology Read(string path)
    {
        using var file = NetCdfFile.Open(path);
        try
        {
            return Read(file, path);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"'{path}' is no climatology of a model: {exception.Message}", exception);
        }
    }

    private static ModelClimatology Read(NetCdfFile file, string path)
    {
        float[] Floats(string name) => file.ReadFloats(file.Require(name));
        double[] Doubles(string name) => file.ReadDoubles(file.Require(name));
        var grid = new LatLonGrid(Doubles("lat"), Doubles("lon"));
        var state = new StateGrid(grid, Doubles("plev"));
        var coefficients = Floats("climatology");
        var deviations = Floats("deviation");
        var channels = StateChannels.Of(state).Count;
        var block = HarmonicClimatology.Terms * grid.CellCount;
        if (coefficients.Length != channels * block || deviations.Length != channels * grid.Rows)
        {
            throw new InvalidDataException($"'{path}': climatology and deviations do not fit {channels} channels on {grid.Rows} x {grid.Columns}.");
        }

        var scaling = new StateScaling(
            [.. Enumerable.Range(0, channels).Select(c => new HarmonicClimatology(grid, coefficients[(c * block)..((c + 1) * block)]))],
            [.. Enumerable.Range(0, channels).Select(c => deviations[(c * grid.Rows)..((c + 1) * grid.Rows)])]);
        return new ModelClimatology(state, scaling, Floats("static"));
    }

    /// <summary>Writes a file.</summary>
    public static void Write(Stream stream, ModelClimatology climatology)
    {
        var grid = climatology.Grid.Horizontal;
        var scaling = climatology.Scaling;
        var channels = Enumerable.Range(0, scaling.Channels).ToArray();
        NetCdfAttribute Units(string units) => NetCdfAttribute.OfText("units", units);
        new NetCdfWriter()
            .AddDimension("channel", scaling.Channels).AddDimension("term", HarmonicClimatology.Terms)
            .AddDimension("plev", climatology.Grid.PressureLevelsPa.Count).AddDimension("lat", grid.Rows).AddDimension("lon", grid.Columns)
            .AddDimension("field", climatology.StaticFields.Length / grid.CellCount)
            .AddAttributes(
                NetCdfAttribute.OfText("title", "Seasonal climatology and anomaly deviations of a SLAMS model"),
                NetCdfAttribute.OfText("channels", "air temperature on each level (K), near-surface air temperature (K), outgoing longwave flux (W m-2), log(1 + precipitation in mm per 6 h)"),
                NetCdfAttribute.OfText("terms", "mean, cosine and sine of the year, cosine and sine of the half year"))
            .AddVariable("plev", ["plev"], NetCdfData.Of(climatology.Grid.PressureLevelsPa.ToArray().AsMemory()), Units("Pa"))
            .AddVariable("lat", ["lat"], NetCdfData.Of(grid.LatitudesDegrees.ToArray().AsMemory()), Units("degrees_north"))
            .AddVariable("lon", ["lon"], NetCdfData.Of(grid.LongitudesDegrees.ToArray().AsMemory()), Units("degrees_east"))
            .AddVariable("climatology", ["channel", "term", "lat", "lon"],
                NetCdfData.Of(channels.SelectMany(c => scaling.Climatology(c).Coefficients.ToArray()).ToArray().AsMemory()))
            .AddVariable("deviation", ["channel", "lat"], NetCdfData.Of(channels.SelectMany(c => scaling.Deviations(c).ToArray()).ToArray().AsMemory()))
            .AddVariable("static", ["field", "lat", "lon"], NetCdfData.Of(climatology.StaticFields.AsMemory()))
            .WriteTo(stream);
    }
}
