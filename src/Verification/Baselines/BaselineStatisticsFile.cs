using Slams.Core.Grids;
using Slams.Formats.NetCdf;

namespace Slams.Verification.Baselines;

/// <summary>Reads and writes the statistics of the baselines: gzipped netCDF classic, patterns in 8 bits with a scale per field.</summary>
public static class BaselineStatisticsFile
{
    /// <summary>Name of the file within its folder.</summary>
    public const string FileName = "statistics.nc.gz";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, or damaged.</exception>
    public static BaselineStatistics Read(string path)
    {
        using var file = NetCdfFile.Open(GzipFile.Unpack(path));
        var grid = new StateGrid(
            new LatLonGrid(file.ReadDoubles(file.Require("lat")), file.ReadDoubles(file.Require("lon"))), file.ReadDoubles(file.Require("plev")));
        var scales = file.ReadFloats(file.Require("pattern_scale"));
        var modes = scales.Length / BaselineStatistics.ChannelsOf(grid);
        var packed = file.ReadBytes(file.Require("pattern"));
        var cells = grid.Horizontal.CellCount;
        var residual = file.ReadFloats(file.Require("residual_variance"));
        if (packed.Length != scales.Length * cells || residual.Length != BaselineStatistics.ChannelsOf(grid) * cells)
        {
            throw new InvalidDataException($"'{path}': the patterns do not fit {scales.Length} fields of {cells} cells.");
        }

        var patterns = new float[packed.Length];
        for (var i = 0; i < patterns.Length; i++)
        {
            patterns[i] = (sbyte)packed[i] * scales[i / cells];
        }

        return new BaselineStatistics
        {
            Grid = grid,
            Patterns = patterns,
            Covariance = Matrix(file, "covariance", modes),
            Propagator = Matrix(file, "propagator", modes),
            ModelError = Matrix(file, "model_error", modes),
            ResidualVariance = residual,
            States = (int)(file.Attributes.Number("states") ?? 0),
        };
    }

    /// <summary>Writes a file.</summary>
    public static void Write(string path, BaselineStatistics statistics)
    {
        var grid = statistics.Grid;
        var channels = BaselineStatistics.ChannelsOf(grid);
        var (packed, scales) = Pack(statistics.Patterns, grid.Horizontal.CellCount);
        using var file = GzipFile.Create(path);
        new NetCdfWriter()
            .AddDimension("mode", statistics.Modes).AddDimension("other_mode", statistics.Modes).AddDimension("channel", channels)
            .AddDimension("plev", grid.PressureLevelsPa.Count).AddDimension("lat", grid.Horizontal.Rows).AddDimension("lon", grid.Horizontal.Columns)
            .AddAttributes(
                NetCdfAttribute.OfText("title", "Empirical orthogonal functions and a linear inverse model for the linear baselines"),
                NetCdfAttribute.OfText("channels", "air temperature on each level (K), near-surface air temperature (K), outgoing longwave flux (W m-2)"),
                NetCdfAttribute.OfNumbers("states", NetCdfType.Int, statistics.States))
            .AddVariable("plev", ["plev"], NetCdfData.Of(grid.PressureLevelsPa.ToArray()), NetCdfAttribute.OfText("units", "Pa"))
            .AddVariable("lat", ["lat"], NetCdfData.Of(grid.Horizontal.LatitudesDegrees.ToArray()), NetCdfAttribute.OfText("units", "degrees_north"))
            .AddVariable("lon", ["lon"], NetCdfData.Of(grid.Horizontal.LongitudesDegrees.ToArray()), NetCdfAttribute.OfText("units", "degrees_east"))
            .AddVariable("pattern", ["mode", "channel", "lat", "lon"], NetCdfData.Of(packed))
            .AddVariable("pattern_scale", ["mode", "channel"], NetCdfData.Of(scales))
            .AddVariable("covariance", ["mode", "other_mode"], Floats(statistics.Covariance))
            .AddVariable("propagator", ["mode", "other_mode"], Floats(statistics.Propagator))
            .AddVariable("model_error", ["mode", "other_mode"], Floats(statistics.ModelError))
            .AddVariable("residual_variance", ["channel", "lat", "lon"], NetCdfData.Of(statistics.ResidualVariance))
            .WriteTo(file);
    }

    private static (sbyte[] Packed, float[] Scales) Pack(float[] patterns, int cells)
    {
        var packed = new sbyte[patterns.Length];
        var scales = new float[patterns.Length / cells];
        for (var field = 0; field < scales.Length; field++)
        {
            var values = patterns.AsSpan(field * cells, cells);
            var largest = 0f;
            foreach (var value in values)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            scales[field] = largest > 0 ? largest / sbyte.MaxValue : 1;
            for (var cell = 0; cell < cells; cell++)
            {
                packed[(field * cells) + cell] = (sbyte)MathF.Round(values[cell] / scales[field]);
            }
        }

        return (packed, scales);
    }

    private static DenseMatrix Matrix(NetCdfFile file, string name, int size) => new(size, size, file.ReadDoubles(file.Require(name)));

    private static NetCdfData Floats(DenseMatrix matrix) => NetCdfData.Of(Array.ConvertAll(matrix.Values, value => (float)value));
}
