using System.Text;
using Slams.Core.Observations;

namespace Slams.Formats.Tests.Stations;

public sealed class StationCsvTests
{
    private const string Header = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm";

    [Fact]
    public async Task ALineOfEveryColumn()
    {
        var items = await StationText.ReadAsync(
            "\uFEFFwind_from_direction_deg,extra,time,station_id,longitude,latitude,elevation_m,precipitation_6h_mm,air_temperature_K,"
            + "dew_point_K,surface_pressure_Pa,wind_speed_m_s\r\n"
            + "270,x,1987-01-11T06:00:00Z,0-20000-0-10384,13.31,52.4675,48,0.3,271.25,270.1,101325,4.5\r\n");
        var reading = Assert.Single(items).Reading!;
        Assert.Equal(
            new StationReading
            {
                StationId = "0-20000-0-10384",
                Time = new DateTimeOffset(1987, 1, 11, 6, 0, 0, TimeSpan.Zero),
                LatitudeDegrees = 52.4675,
                LongitudeDegrees = 13.31,
                ElevationMetres = 48,
                AirTemperatureK = 271.25,
                Precipitation6hMm = 0.3,
                DewPointK = 270.1,
                SurfacePressurePa = 101325,
                WindSpeedMetresPerSecond = 4.5,
                WindFromDirectionDegrees = 270,
                Source = "test",
                SourceRecord = 2,
            },
            reading);
    }

    [Theory]
    [InlineData("A,1987-01-11T06:00:00Z,,,,,", true)]
    [InlineData("A,,1,2,3,4,5", true)]
    [InlineData("A,1987-01-11T06:00:00Z,NaN,-9999,-9999.0, , ", true)]
    [InlineData("\"A, b\"\"c\",1987-01-11T06:00,1,2,3,4,5", true)]
    [InlineData(" A ,1987-01-11 06:00:00Z,1e1,+2,.5,4.,5", true)]
    [InlineData("A,1987-01-11T07:00:00+01:00,1,2,3,4,5", true)]
    [InlineData("A,1987-01-11T06:00:00Z,1,2,3,4", false)]
    [InlineData("A,1987-01-11T06:00:00Z,1,2,3,4,5,6", false)]
    [InlineData("A,1987-01-11T06:00:00Z,1,2,3,4,five", false)]
    [InlineData("A,1987-01-11T06:00:00Z,1,2,3,4,1e999", false)]
    [InlineData("A,1987-13-11T06:00:00Z,1,2,3,4,5", false)]
    [InlineData("A,11.1.1987,1,2,3,4,5", false)]
    [InlineData("\"A,1987-01-11T06:00:00Z,1,2,3,4,5", false)]
    [InlineData("A\u0001,1987-01-11T06:00:00Z,1,2,3,4,5", false)]
    public async Task OneLineAndItsNeighbours(string line, bool readable)
    {
        const string neighbour = "N,1987-01-11T06:00:00Z,1,2,3,4,5";
        var items = await StationText.ReadAsync($"{Header}\n{neighbour}\n{line}\n{neighbour}");
        Assert.Equal(3, items.Count);
        Assert.Equal("N", items[0].Reading!.StationId);
        Assert.Equal(readable, items[1].Unreadable is null);
        Assert.Equal("N", items[2].Reading!.StationId);
        if (items[1].Unreadable is { } letter)
        {
            Assert.Equal(("test", 3L, line), (letter.Source, letter.Record, Encoding.UTF8.GetString(letter.Raw.Span)));
        }
        else if (items[1].Reading!.Time is { } time)
        {
            Assert.Equal(new DateTimeOffset(1987, 1, 11, 6, 0, 0, TimeSpan.Zero), time);
        }
    }

    [Fact]
    public async Task MissingIsNull()
    {
        var items = await StationText.ReadAsync($"{Header}\nA,1987-01-11T06:00:00Z,NaN,-9999,-9999.0, ,");
        var reading = Assert.Single(items).Reading!;
        Assert.Equal(
            (null, null, null, null, null),
            (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres, reading.AirTemperatureK,
                reading.Precipitation6hMm));
    }

    [Fact]
    public async Task ImpossibleValuesPass()
    {
        var items = await StationText.ReadAsync($"{Header}\nA,1987-01-11T06:00:00Z,95,-790,3,679.15,-5");
        Assert.Equal((-790, 679.15), (items[0].Reading!.LongitudeDegrees, items[0].Reading!.AirTemperatureK));
    }

    [Fact]
    public async Task AnOverlongLineIsCutAndSkipped()
    {
        var items = await StationText.ReadAsync(
            $"{Header}\n{new string('x', 1_000_000)}\nN,1987-01-11T06:00:00Z,1,2,3,4,5\n{new string('y', 70_000)}");
        Assert.Equal(3, items.Count);
        Assert.Equal((2L, 1024), (items[0].Unreadable!.Record, items[0].Unreadable!.Raw.Length));
        Assert.Equal(3, items[1].Reading!.SourceRecord);
        Assert.Equal(4, items[2].Unreadable!.Record);
    }
}
