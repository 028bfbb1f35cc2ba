using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class ConsistencyCheckTests
{
    private readonly ReadingQualityControl _control = new([new ConsistencyCheck(2, 0.15)]);

    [Theory]
    [InlineData(285.0, QualityFlag.Assimilated)]
    [InlineData(287.0, QualityFlag.Assimilated)]
    [InlineData(287.1, QualityFlag.Inconsistent)]
    [InlineData(null, QualityFlag.Assimilated)]
    public void Dew_point_is_not_above_the_temperature(double? dewPointK, QualityFlag expected)
    {
        var judged = _control.Apply(Readings.Good() with { DewPointK = dewPointK }, out var findings);
        Assert.Equal(expected, judged.AirTemperatureFlag);
        Assert.Equal(QualityFlag.Assimilated, judged.PrecipitationFlag);
        Assert.Equal(expected == QualityFlag.Inconsistent, findings.HasFlag(ReadingFindings.DewPointAboveTemperature));
    }

    [Fact]
    public void Dew_point_is_named_with_the_temperature() =>
        Assert.Equal(
            "dew point 290 K is above air temperature 285 K (at most by 2 K)",
            _control.Apply(Readings.Good() with { DewPointK = 290 }).FlagReason);

    [Theory]
    [InlineData(0.0, 101_325.0)]
    [InlineData(1000.0, 89_874.6)]
    [InlineData(5000.0, 54_019.9)]
    public void Standard_atmosphere(double heightMetres, double pressurePa) =>
        Assert.Equal(pressurePa, ConsistencyCheck.StandardPressurePa(heightMetres), pressurePa * 1e-4);

    [Theory]
    [InlineData(870_00.0, 0.0, QualityFlag.Assimilated)] // Typhoon Tip, the lowest at sea level
    [InlineData(1085_00.0, 0.0, QualityFlag.Assimilated)] // Siberia's highest
    [InlineData(777_00.0, 2230.0, QualityFlag.Assimilated)]
    [InlineData(1013_00.0, 2230.0, QualityFlag.Inconsistent)] // reduced to sea level
    [InlineData(1013.0, 0.0, QualityFlag.Inconsistent)] // in hPa
    [InlineData(1013_00.0, null, QualityFlag.Assimilated)]
    public void Pressure_goes_with_the_height(double pressurePa, double? heightMetres, QualityFlag expected)
    {
        var judged = _control.Apply(Readings.Good() with { SurfacePressurePa = pressurePa, ElevationMetres = heightMetres }, out var findings);
        Assert.Equal(expected, judged.Flag);
        Assert.Equal(expected == QualityFlag.Inconsistent, findings.HasFlag(ReadingFindings.PressureAgainstElevation));
    }
}
