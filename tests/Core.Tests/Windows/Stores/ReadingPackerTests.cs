using FsCheck.Xunit;
using Slams.Core.Observations;
using Slams.Core.Windows.Stores;

namespace Slams.Core.Tests.Windows.Stores;

public sealed class ReadingPackerTests
{
    // Equality of readings is by bits: it tells a negative zero from a positive one, and one NaN from another.
    [Property(MaxTest = 300)]
    public void Readings_come_out_as_they_went_in_whatever_they_hold(int seed)
    {
        var any = new AnyReadings(seed);
        var readings = Enumerable.Range(0, 20).Select(_ => any.Next()).ToArray();
        var packer = new ReadingPacker();
        var packed = readings.Select(reading => Pack(packer, reading)).ToArray();
        Assert.Equal(readings, packed.Select(bytes => Unpack(packer, bytes)));
    }

    [Fact]
    public void No_property_is_forgotten()
    {
        var plain = new StationReading { StationId = "A", Time = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero) };
        var properties = typeof(StationReading).GetProperties();
        Assert.True(properties.Length > 17);
        foreach (var property in properties)
        {
            var changed = plain with { StationId = "B" };
            property.SetValue(changed, Sample(property.PropertyType));
            var packer = new ReadingPacker();
            var unpacked = Unpack(packer, Pack(packer, changed));
            Assert.Equal(Sample(property.PropertyType), property.GetValue(unpacked));
            Assert.Equal(changed, unpacked);
        }
    }

    [Fact]
    public void A_report_of_usual_decimals_takes_little_room()
    {
        var packer = new ReadingPacker();
        var time = new DateTimeOffset(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);
        Pack(packer, new StationReading { StationId = "A", Time = time });
        var report = new StationReading
        {
            StationId = "B",
            Time = time.AddHours(5),
            LatitudeDegrees = 51.4567,
            LongitudeDegrees = -123.4567,
            ElevationMetres = 1234,
            AirTemperatureK = 285.35,
            DewPointK = 270.15,
            SurfacePressurePa = 101_320,
            WindSpeedMetresPerSecond = 5.14,
            WindFromDirectionDegrees = 250,
            Source = "synop.txt",
            SourceRecord = 100_000,
        };
        Assert.InRange(Pack(packer, report).Length, 1, 24);
    }

    private static object Sample(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(double?) ? 12.345
        : type == typeof(DateTimeOffset?) ? new DateTimeOffset(1995, 3, 18, 1, 2, 3, TimeSpan.Zero)
        : type == typeof(int) ? 7
        : type == typeof(long) ? 7L
        : type == typeof(QualityFlag) ? QualityFlag.History
        : throw new NotSupportedException($"There is no sample of {type}.");

    private static byte[] Pack(ReadingPacker packer, StationReading reading)
    {
        var writer = new PackedWriter(new byte[ReadingPacker.MaxBytes]);
        packer.Write(ref writer, reading);
        return writer.Written.ToArray();
    }

    private static StationReading Unpack(ReadingPacker packer, byte[] bytes)
    {
        var reader = new PackedReader(bytes);
        var reading = packer.Read(ref reader);
        Assert.Equal(bytes.Length, reader.Position);
        return reading;
    }
}
