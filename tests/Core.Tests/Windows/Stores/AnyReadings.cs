using Slams.Core.Observations;

namespace Slams.Core.Tests.Windows.Stores;

/// <summary>Readings of every shape, with numbers of every form, few stations and times so that copies are among them.</summary>
internal sealed class AnyReadings(int seed)
{
    private static readonly DateTimeOffset Start = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);
    private static readonly QualityFlag[] Flags = Enum.GetValues<QualityFlag>();

    private readonly Random _random = new(seed);

    /// <summary>Any reading; with a time unless <paramref name="timeless"/>.</summary>
    public StationReading Next(bool timeless = false) => new()
    {
        StationId = Text(),
        Time = timeless && _random.Next(4) == 0 ? null : Time(),
        LatitudeDegrees = Number(),
        LongitudeDegrees = Number(),
        ElevationMetres = Number(),
        AirTemperatureK = Number(),
        Precipitation6hMm = Number(),
        DewPointK = Number(),
        SurfacePressurePa = Number(),
        WindSpeedMetresPerSecond = Number(),
        WindFromDirectionDegrees = Number(),
        Correction = _random.Next(3) == 0 ? _random.Next(int.MinValue, int.MaxValue) : 0,
        Source = Text(),
        SourceRecord = _random.Next(2) == 0 ? _random.Next(100) : _random.NextInt64(long.MinValue, long.MaxValue),
        Flag = Flag(),
        AirTemperatureFlag = Flag(),
        PrecipitationFlag = Flag(),
        FlagReason = _random.Next(3) == 0 ? Text() : "",
    };

    /// <summary>One of few: reports of two stations at two times with two temperatures, from two files, some of them flagged.</summary>
    public StationReading NextOfFew() => new()
    {
        StationId = Pick("A", "B"),
        Time = Start.AddMinutes(Pick(0, 20)),
        AirTemperatureK = Pick<double?>(285.35, 280, null),
        Correction = Pick(0, 0, 1),
        Source = Pick("a.csv", "a longer name of a file.csv"),
        SourceRecord = Pick(1, 2, 1_000_000),
        Flag = Pick(QualityFlag.Assimilated, QualityFlag.Assimilated, QualityFlag.Duplicate),
        FlagReason = Pick("", "", "a reason"),
    };

    public T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private DateTimeOffset Time() => _random.Next(4) switch
    {
        0 => Start.AddMinutes(_random.Next(-400, 400)),
        1 => Start.AddSeconds(_random.Next(-400, 400)),
        2 => Start.AddTicks(_random.NextInt64(-1L << 40, 1L << 40)),
        _ => new DateTimeOffset(_random.NextInt64(0, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero),
    };

    private double? Number() => _random.Next(9) switch
    {
        0 => null,
        1 => Pick(0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 1L << 50, 1L << 53),
        2 => BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue)),
        3 => (float)(_random.NextDouble() * 1e5),
        4 => _random.NextDouble() * 1e5,
        5 => _random.Next(-10, 10) / 3.0,
        6 => _random.Next(80_000, 110_000),
        _ => Math.Round(_random.NextDouble() * 400, _random.Next(7)),
    };

    private QualityFlag Flag() => _random.Next(2) == 0 ? default : Pick(Flags);

    private string Text() => Pick("", "7", "01001", "0-20000-0-01001", "żółw", "\ud800", new string('x', 300));
}
