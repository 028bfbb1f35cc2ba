using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Core.Observations;

namespace Slams.Core.Tests.Quality;

/// <summary>Readings and a climatology to judge them by.</summary>
internal static class Readings
{
    public static readonly DateTimeOffset Noon = new(2021, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static StationReading Good(string station = "0-20000-0-03772", DateTimeOffset? time = null) => new()
    {
        StationId = station,
        Time = time ?? Noon,
        LatitudeDegrees = 51.48,
        LongitudeDegrees = -0.45,
        AirTemperatureK = 285,
        Precipitation6hMm = 0.4,
        Source = "stations.csv",
        SourceRecord = 17,
    };

    /// <summary>285 K everywhere and always.</summary>
    public static HarmonicClimatology FlatClimatology()
    {
        var grid = new LatLonGrid([-60, 0, 60], [0, 90, 180, 270]);
        var coefficients = new float[HarmonicClimatology.Terms * grid.CellCount];
        coefficients.AsSpan(0, grid.CellCount).Fill(285);
        return new HarmonicClimatology(grid, coefficients);
    }
}
