using PureHDF;
using PureHDF.Filters;
using Slams.Core.Satellites;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Frames.Abi;

/// <summary>
/// A small ABI file in the layout of the ground system: packed scan angles with 16 times the step of the 2 km grid, packed radiances
/// (or temperatures) with <c>_Unsigned</c>, quality flags, projection, constants. Properties change what a test is about.
/// </summary>
internal sealed record AbiSample
{
    /// <summary>Constants of band 14 of GOES-16.</summary>
    public static readonly PlanckConstants Planck = new(8510.22, 1286.67, 0.22516, 0.9992);

    /// <summary>Middle of the scan of every sample, 30 minutes after the epoch of the files.</summary>
    public static readonly DateTimeOffset Time = new(2000, 1, 1, 12, 30, 0, TimeSpan.Zero);

    private static readonly H5WriteOptions Compressed = new(Filters: [DeflateFilter.Id]);

    public const int Size = 340;

    public const double Step = 16 * 5.6e-5;

    public sbyte Band { get; init; } = 14;

    /// <summary>Brightness temperature at a row and column; NaN is fill.</summary>
    public Func<int, int, double> TemperatureK { get; init; } = (_, _) => 280;

    public Func<int, int, byte> Quality { get; init; } = (_, _) => 0;

    /// <summary>Whether the file has temperatures (L2) rather than radiances (L1b).</summary>
    public bool Level2 { get; init; }

    /// <summary>Changes the file before it is written.</summary>
    public Action<H5File> Change { get; init; } = _ => { };

    public byte[] Bytes()
    {
        using var scratch = new ScratchFolder();
        var file = File();
        Change(file);
        file.Write(scratch["abi.nc"], Compressed);
        return System.IO.File.ReadAllBytes(scratch["abi.nc"]);
    }

    private H5File File()
    {
        var (scale, offset) = Level2 ? (0.01, 89.62) : (0.04572892, -1.6443);
        var (packed, flags) = (new short[Size, Size], new sbyte[Size, Size]);
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                var temperature = TemperatureK(row, column);
                var value = Level2 ? temperature : Planck.Radiance(temperature);
                packed[row, column] = double.IsNaN(value) ? (short)-1 : unchecked((short)(ushort)Math.Round((value - offset) / scale));
                flags[row, column] = unchecked((sbyte)Quality(row, column));
            }
        }

        var middle = (Size - 1) / 2.0 * Step;
        return new H5File
        {
            Attributes = { ["platform_ID"] = "G16", ["title"] = Level2 ? "ABI L2 Cloud and Moisture Imagery" : "ABI L1b Radiances" },
            [Level2 ? "CMI" : "Rad"] = new H5Dataset(packed, chunks: [64, 64])
            {
                Attributes =
                {
                    ["_FillValue"] = (short)-1, ["_Unsigned"] = "true", ["valid_range"] = new short[] { 0, -2 },
                    ["scale_factor"] = (float)scale, ["add_offset"] = (float)offset, ["units"] = Level2 ? "K" : "mW m-2 sr-1 (cm-1)-1",
                    ["standard_name"] = Level2 ? "toa_brightness_temperature" : "toa_outgoing_radiance_per_unit_wavenumber",
                },
            },
            ["DQF"] = new H5Dataset(flags, chunks: [50, 64])
            {
                Attributes = { ["_FillValue"] = (sbyte)-1, ["_Unsigned"] = "true", ["valid_range"] = new sbyte[] { 0, 4 }, ["units"] = "1" },
            },
            ["x"] = Axis(-middle, Step),
            ["y"] = Axis(middle, -Step),
            ["t"] = new H5Dataset(1800.0) { Attributes = { ["units"] = "seconds since 2000-01-01 12:00:00", ["standard_name"] = "time" } },
            ["time_bounds"] = new H5Dataset(new[] { 1500.0, 2100.0 }),
            ["band_id"] = new H5Dataset(new[] { Band }),
            ["planck_fk1"] = Constant(Planck.Fk1),
            ["planck_fk2"] = Constant(Planck.Fk2),
            ["planck_bc1"] = Constant(Planck.Bc1),
            ["planck_bc2"] = Constant(Planck.Bc2),
            ["goes_imager_projection"] = new H5Dataset(-2147483647)
            {
                Attributes =
                {
                    ["grid_mapping_name"] = "geostationary", ["sweep_angle_axis"] = "x", ["perspective_point_height"] = 35786023.0,
                    ["semi_major_axis"] = 6378137.0, ["semi_minor_axis"] = 6356752.31414, ["latitude_of_projection_origin"] = 0.0,
                    ["longitude_of_projection_origin"] = -75.0,
                },
            },
        };
    }

    private static H5Dataset Axis(double start, double step) => new(Enumerable.Range(0, Size).Select(i => (short)i).ToArray())
    {
        Attributes = { ["scale_factor"] = (float)step, ["add_offset"] = (float)start, ["units"] = "rad" },
    };

    private static H5Dataset Constant(double value) => new((float)value) { Attributes = { ["_FillValue"] = -999f } };
}
