using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Formats.Models;

namespace Slams.Training.Blank;

/// <summary>
/// A climatology that nobody observed, for models that nobody trained: round numbers of the order of those of the real atmosphere, so that
/// quality control and networks get values of a likely size. Nothing must be concluded from it.
/// </summary>
internal static class BlankClimatology
{
    private const double SurfaceK = 300, SurfaceFallK = 45, LapseExponent = 0.19, TropopauseK = 205, TropopauseRiseK = 15, StratosphereRiseK = 20;
    private const double SeasonK = 12, StationaryWaveK = 3;

    /// <summary>Makes one for a grid.</summary>
    public static ModelClimatology Make(StateGrid grid)
    {
        var levels = grid.PressureLevelsPa;
        var channels = StateChannels.Of(grid);
        var climatologies = new HarmonicClimatology[channels.Count];
        var deviations = new float[channels.Count][];
        for (var channel = 0; channel < channels.Count; channel++)
        {
            var (mean, season, deviation) = Fields(channel, channels, channel < levels.Count ? levels[channel] : levels[^1]);
            climatologies[channel] = Harmonics(grid.Horizontal, mean, season);
            deviations[channel] = [.. grid.Horizontal.LatitudesDegrees.Select(latitude => (float)deviation(SquaredSine(latitude)))];
        }

        return new ModelClimatology(grid, new StateScaling(climatologies, deviations), StaticFields(grid.Horizontal));
    }

    /// <summary>Mean, amplitude of the year and deviation as functions of the squared sine of latitude.</summary>
    private static (Func<double, double> Mean, double Season, Func<double, double> Deviation) Fields(int channel, StateChannels channels, double pressurePa)
    {
        if (channel <= channels.SurfaceTemperature)
        {
            var pressure = channel == channels.SurfaceTemperature ? 100_000 : pressurePa;
            return (squared => TemperatureK(squared, pressure), SeasonK * pressure / 100_000, squared => 1.5 + (3 * squared));
        }

        return channel == channels.OutgoingLongwave
            ? (squared => 270 - (80 * squared), 15, squared => 30 - (12 * squared))
            : (squared => 0.8 - (0.5 * squared), 0.1, squared => 0.6 - (0.3 * squared));
    }

    private static double TemperatureK(double squaredSine, double pressurePa)
    {
        var tropopause = TropopauseK + (TropopauseRiseK * squaredSine);
        var above = Math.Max(0, Math.Log10(10_000 / pressurePa));
        return Math.Max((SurfaceK - (SurfaceFallK * squaredSine)) * Math.Pow(pressurePa / 100_000, LapseExponent), tropopause) + (StratosphereRiseK * above);
    }

    private static HarmonicClimatology Harmonics(LatLonGrid grid, Func<double, double> mean, double season)
    {
        var coefficients = new float[HarmonicClimatology.Terms * grid.CellCount];
        var wave = season * StationaryWaveK / SeasonK;
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            var (latitude, longitude) = At(grid, cell);
            coefficients[cell] = (float)(mean(SquaredSine(latitude)) + (wave * Math.Cos(Radians(latitude)) * Math.Cos(2 * Radians(longitude))));
            // Coldest at the start of the year in the north, warmest in the south.
            coefficients[grid.CellCount + cell] = (float)(-season * Math.Sin(Radians(latitude)));
        }

        return new HarmonicClimatology(grid, coefficients);
    }

    /// <summary>Some continents: height over 2,000 m, land fraction, sine of latitude.</summary>
    private static float[] StaticFields(LatLonGrid grid)
    {
        var fields = new float[3 * grid.CellCount];
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            var (latitude, longitude) = At(grid, cell);
            var bump = (Math.Sin(2 * Radians(longitude)) * Math.Cos(Radians(latitude))) + (0.4 * Math.Sin(3 * Radians(latitude)));
            fields[cell] = (float)Math.Max(0, bump - 0.2);
            fields[grid.CellCount + cell] = bump > 0.2 ? 1 : 0;
            fields[(2 * grid.CellCount) + cell] = (float)Math.Sin(Radians(latitude));
        }

        return fields;
    }

    private static (double Latitude, double Longitude) At(LatLonGrid grid, int cell) =>
        (grid.LatitudesDegrees[cell / grid.Columns], grid.LongitudesDegrees[cell % grid.Columns]);

    private static double SquaredSine(double latitudeDegrees) => Math.Pow(Math.Sin(Radians(latitudeDegrees)), 2);

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
