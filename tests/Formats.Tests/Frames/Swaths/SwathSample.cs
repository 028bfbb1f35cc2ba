using PureHDF;
using PureHDF.Filters;
using Slams.Formats.NetCdf;
using Slams.Formats.Tests.Support;
using static Slams.Formats.NetCdf.NetCdfAttribute;

namespace Slams.Formats.Tests.Frames.Swaths;

/// <summary>
/// A swath along a great circle: lines along the track, pixels to its right, both a quarter of a degree apart, so that the area of each pixel is known.
/// Properties change what a test is about.
/// </summary>
internal sealed record SwathSample
{
    public const double StepDegrees = 0.25;

    public static readonly DateTimeOffset Epoch = new(2020, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public int Lines { get; init; } = 160;

    public int Pixels { get; init; } = 120;

    /// <summary>Where the track begins and whither it goes, degrees clockwise from north.</summary>
    public (double Latitude, double Longitude, double Heading) Track { get; init; } = (-20, 40, 0);

    /// <summary>What is measured at a latitude and longitude, W m-2 or K.</summary>
    public Func<double, double, double> Field { get; init; } = (latitude, longitude) => 230 + (40 * Cosine(latitude)) + (15 * Cosine(latitude) * Cosine(longitude));

    /// <summary>Seconds since the epoch of a line and a pixel.</summary>
    public Func<int, int, double> Seconds { get; init; } = (line, _) => 600 + line;

    /// <summary>The dimensions of the time: none, line, or line and pixel.</summary>
    public string[] TimeDimensions { get; init; } = ["line"];

    /// <summary>Brings longitudes into a convention.</summary>
    public Func<double, double> Convention { get; init; } = longitude => longitude;

    /// <summary>Pixels without a value.</summary>
    public Func<int, int, bool> IsFill { get; init; } = (_, _) => false;

    /// <summary>Lines in another order.</summary>
    public Func<int, int> LineOf { get; init; } = line => line;

    public string StandardName { get; init; } = "toa_outgoing_longwave_flux";

    /// <summary>Adds to the classic file.</summary>
    public Func<NetCdfWriter, NetCdfWriter> More { get; init; } = writer => writer;

    /// <summary>Attributes of the measured variable beside its name and units.</summary>
    public NetCdfAttribute[] Attributes { get; init; } = [];

    /// <summary>Area of a pixel in rad².</summary>
    public double AreaOf(int pixel) => StepDegrees * StepDegrees * Math.Pow(Math.PI / 180, 2) * Cosine(Across(pixel));

    /// <summary>Latitude and longitude of a pixel, degrees.</summary>
    public (double Latitude, double Longitude) At(int line, int pixel)
    {
        var (start, ahead, right) = Directions();
        var (along, across) = (Radians(LineOf(line) * StepDegrees), Radians(Across(pixel)));
        var place = (((start * Math.Cos(along)) + (ahead * Math.Sin(along))) * Math.Cos(across)) + (right * Math.Sin(across));
        return (Math.Asin(Math.Clamp(place.Z, -1, 1)) * 180 / Math.PI, Convention(Math.Atan2(place.Y, place.X) * 180 / Math.PI));
    }

    /// <summary>Whether a place is within the swath.</summary>
    public bool Covers(double latitude, double longitude)
    {
        var (start, ahead, right) = Directions();
        var place = Vector.Of(latitude, longitude);
        var across = Math.Asin(place * right) / Radians(StepDegrees);
        var along = Math.Atan2(place * ahead, place * start) / Radians(StepDegrees);
        return Math.Abs(across) <= Pixels / 2.0 && along >= -0.5 && along <= Lines - 0.5;
    }

    public T[] Each<T>(Func<int, int, T> value) => [.. Enumerable.Range(0, Lines).SelectMany(line => Enumerable.Range(0, Pixels).Select(pixel => value(line, pixel)))];

    public double Value(int line, int pixel)
    {
        var (latitude, longitude) = At(line, pixel);
        return IsFill(line, pixel) ? double.NaN : Field(latitude, longitude);
    }

    /// <summary>As netCDF classic, packed in steps of 0.01 round 250 in 16 bits with a fill value.</summary>
    public byte[] Classic()
    {
        var seconds = TimeDimensions.Length switch
        {
            0 => [Seconds(0, 0)],
            1 => [.. Enumerable.Range(0, Lines).Select(line => Seconds(line, 0))],
            _ => Each(Seconds),
        };
        var stream = new MemoryStream();
        More(new NetCdfWriter().AddDimension("line", Lines).AddDimension("pixel", Pixels).AddAttributes(OfText("platform", "LEO-4"))
            .AddVariable("lat", ["line", "pixel"], NetCdfData.Of(Each((line, pixel) => (float)At(line, pixel).Latitude)), OfText("standard_name", "latitude"), OfText("units", "degrees_north"))
            .AddVariable("lon", ["line", "pixel"], NetCdfData.Of(Each((line, pixel) => (float)At(line, pixel).Longitude)), OfText("standard_name", "longitude"), OfText("units", "degrees_east"))
            .AddVariable("time", TimeDimensions, NetCdfData.Of(seconds), OfText("standard_name", "time"), OfText("units", "seconds since 2020-03-01 00:00:00"), OfNumbers("_FillValue", NetCdfType.Double, -1))
            .AddVariable("olr", ["line", "pixel"], NetCdfData.Of(Each(Packed)),
                [OfText("standard_name", StandardName), OfText("units", StandardName == "toa_outgoing_longwave_flux" ? "W m-2" : "K"), OfNumbers("scale_factor", NetCdfType.Double, 0.01),
                    OfNumbers("add_offset", NetCdfType.Double, 250), OfNumbers("_FillValue", NetCdfType.Short, short.MinValue), .. Attributes]))
            .WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>As netCDF-4: chunked, shuffled and deflated; integer times.</summary>
    public byte[] Hdf5(uint chunkLines, uint chunkPixels, Action<H5File>? change = null)
    {
        uint[] chunks = [chunkLines, chunkPixels];
        var file = new H5File
        {
            Attributes = { ["platform"] = "LEO-4" },
            ["lat"] = new H5Dataset(Square((line, pixel) => (float)At(line, pixel).Latitude), chunks: chunks) { Attributes = { ["standard_name"] = "latitude" } },
            ["lon"] = new H5Dataset(Square((line, pixel) => (float)At(line, pixel).Longitude), chunks: chunks) { Attributes = { ["standard_name"] = "longitude" } },
            ["time"] = new H5Dataset(Enumerable.Range(0, Lines).Select(line => (long)Seconds(line, 0)).ToArray(), chunks: [Math.Min(chunkLines, 7)])
            {
                Attributes = { ["standard_name"] = "time", ["units"] = "seconds since 2020-03-01 00:00:00", ["_FillValue"] = -1L },
            },
            ["olr"] = new H5Dataset(Square(Packed), chunks: chunks)
            {
                Attributes = { ["standard_name"] = StandardName, ["units"] = "W m-2", ["scale_factor"] = 0.01, ["add_offset"] = 250.0, ["_FillValue"] = short.MinValue },
            },
        };
        change?.Invoke(file);
        using var scratch = new ScratchFolder();
        file.Write(scratch["swath.nc"], new H5WriteOptions(Filters: [ShuffleFilter.Id, DeflateFilter.Id]));
        return File.ReadAllBytes(scratch["swath.nc"]);
    }

    private short Packed(int line, int pixel) => Value(line, pixel) is var value && double.IsNaN(value) ? short.MinValue : (short)Math.Round((value - 250) / 0.01);

    private T[,] Square<T>(Func<int, int, T> value)
    {
        var square = new T[Lines, Pixels];
        for (var line = 0; line < Lines; line++)
        {
            for (var pixel = 0; pixel < Pixels; pixel++)
            {
                square[line, pixel] = value(line, pixel);
            }
        }

        return square;
    }

    // The track is in the middle.
    private double Across(int pixel) => (pixel - ((Pixels - 1) / 2.0)) * StepDegrees;

    /// <summary>Where the track begins, and from there ahead and to the right.</summary>
    private (Vector Start, Vector Ahead, Vector Right) Directions()
    {
        var (sine, cosine) = Math.SinCos(Radians(Track.Heading));
        var (north, east) = (Vector.Of(Track.Latitude + 90, Track.Longitude), Vector.Of(0, Track.Longitude + 90));
        return (Vector.Of(Track.Latitude, Track.Longitude), (north * cosine) + (east * sine), (east * cosine) + (north * -sine));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Cosine(double degrees) => Math.Cos(Radians(degrees));

    private readonly record struct Vector(double X, double Y, double Z)
    {
        public static Vector Of(double latitude, double longitude) =>
            new(Cosine(latitude) * Cosine(longitude), Cosine(latitude) * Math.Sin(Radians(longitude)), Math.Sin(Radians(latitude)));

        public static Vector operator +(Vector one, Vector other) => new(one.X + other.X, one.Y + other.Y, one.Z + other.Z);

        public static Vector operator *(Vector one, double by) => new(one.X * by, one.Y * by, one.Z * by);

        public static double operator *(Vector one, Vector other) => (one.X * other.X) + (one.Y * other.Y) + (one.Z * other.Z);
    }
}
