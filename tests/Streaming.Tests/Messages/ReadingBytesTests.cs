using FsCheck;
using FsCheck.Xunit;
using Google.Protobuf;
using Slams.Core.Observations;
using Slams.Streaming.Messages;

namespace Slams.Streaming.Tests.Messages;

/// <summary>Readings are written by their fields: the bytes are those of the writer that is generated from the schema.</summary>
public sealed class ReadingBytesTests
{
    [Property(MaxTest = 500)]
    public void Any_reading(NonNull<string> station, DateTimeOffset? time, double?[] values, NonNull<string> reason, byte flag, long line, NonNull<string> source) =>
        AssertSame(Samples.ReadingOf(station.Get, time, values, reason.Get, flag, line, source.Get));

    [Fact]
    public void An_empty_reading() => AssertSame(new StationReading { StationId = "" });

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(100_000)]
    public void Texts_of_any_length(int length) => AssertSame(Samples.Reading with { FlagReason = new string('é', length), Source = string.Concat(Enumerable.Repeat("😀", length)) });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-0.0)]
    [InlineData(double.Epsilon)]
    public void Numbers_at_the_edges(double value) => AssertSame(Samples.Reading with
    {
        AirTemperatureK = value,
        WindFromDirectionDegrees = value,
        Time = DateTimeOffset.MinValue,
        SourceRecord = long.MinValue,
        Correction = -1,
    });

    private static void AssertSame(StationReading reading)
    {
        var bytes = ReadingCodec.ToRecord(reading).Value.ToArray();
        var message = new Slams.Streaming.Messages.Wire.StationReading
        {
            SchemaVersion = 1,
            StationId = reading.StationId,
            Source = reading.Source,
            SourceRecord = reading.SourceRecord,
            Flag = (uint)reading.Flag,
            AirTemperatureFlag = (uint)reading.AirTemperatureFlag,
            PrecipitationFlag = (uint)reading.PrecipitationFlag,
            FlagReason = reading.FlagReason,
            Correction = (uint)reading.Correction,
        };
        Set(reading.Time, time => message.TimeTicks = (time - DateTimeOffset.UnixEpoch).Ticks);
        Set(reading.LatitudeDegrees, value => message.LatitudeDegrees = value);
        Set(reading.LongitudeDegrees, value => message.LongitudeDegrees = value);
        Set(reading.ElevationMetres, value => message.ElevationMetres = value);
        Set(reading.AirTemperatureK, value => message.AirTemperatureK = value);
        Set(reading.Precipitation6hMm, value => message.Precipitation6HMm = value);
        Set(reading.DewPointK, value => message.DewPointK = value);
        Set(reading.SurfacePressurePa, value => message.SurfacePressurePa = value);
        Set(reading.WindSpeedMetresPerSecond, value => message.WindSpeedMetresPerSecond = value);
        Set(reading.WindFromDirectionDegrees, value => message.WindFromDirectionDegrees = value);

        Assert.Equal(message.ToByteArray(), bytes);
    }

    private static void Set<TValue>(TValue? given, Action<TValue> set)
        where TValue : struct
    {
        if (given is { } value)
        {
            set(value);
        }
    }
}
