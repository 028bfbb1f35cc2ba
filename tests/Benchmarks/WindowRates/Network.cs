using System.Globalization;
using Slams.Core.Observations;

namespace Slams.Benchmarks.WindowRates;

/// <summary>
/// A made network of surface stations: positions to four decimals, values in the units and decimals that bulletins give, a station in ten passive,
/// a reading in fifty flagged with a reason, a file for each step. The same numbers give the same readings.
/// </summary>
/// <param name="stations">Number of stations.</param>
/// <param name="start">Time of the first step.</param>
/// <param name="minutesApart">Time from one step to the next.</param>
internal sealed class Network(int stations, DateTimeOffset start, int minutesApart)
{
    private const double ZeroCelsius = 273.15, Knot = 1852.0 / 3600;
    private const int PassiveOneIn = 10, FlaggedOneIn = 50, StepsAtOnce = 6;

    private readonly Site[] _sites = Sites(stations);

    /// <summary>What arrives in the steps, in order: some an hour behind, some half a day, and some twice.</summary>
    public IEnumerable<StationReading> Arriving(int steps)
    {
        var heldBack = new HeldBack(minutesApart);
        for (var step = 0; step < steps; step++)
        {
            foreach (var reading in heldBack.Arriving(step, Observed(step)))
            {
                yield return reading;
            }
        }
    }

    private IEnumerable<StationReading> Observed(int step)
    {
        var random = new Random(step);
        var time = start.AddMinutes((double)step * minutesApart);
        var source = "synop_" + time.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture) + ".txt";
        for (var number = 0; number < _sites.Length; number++)
        {
            var site = _sites[number];
            var celsius = Math.Round(site.Celsius + (random.NextDouble() * 4), 1);
            var flagged = random.Next(FlaggedOneIn) == 0;
            yield return new StationReading
            {
                StationId = site.Id,
                Time = time,
                LatitudeDegrees = site.Latitude,
                LongitudeDegrees = site.Longitude,
                ElevationMetres = site.Elevation,
                AirTemperatureK = Math.Round(celsius + ZeroCelsius, 2),
                DewPointK = Math.Round(celsius - random.Next(100) / 10.0 + ZeroCelsius, 2),
                SurfacePressurePa = 98_000 + (random.Next(500) * 10),
                WindSpeedMetresPerSecond = Math.Round(random.Next(30) * Knot, 2),
                WindFromDirectionDegrees = random.Next(1, 37) * 10,
                Precipitation6hMm = step % StepsAtOnce == 0 ? random.Next(50) / 10.0 : null,
                Source = source,
                SourceRecord = number + 1,
                Flag = flagged ? QualityFlag.GrossError : number % PassiveOneIn == 0 ? QualityFlag.Passive : QualityFlag.Assimilated,
                AirTemperatureFlag = flagged ? QualityFlag.GrossError : QualityFlag.Assimilated,
                FlagReason = flagged ? string.Create(CultureInfo.InvariantCulture, $"temperature {celsius + ZeroCelsius:0.0} K is 5.2 standard deviations from climatology") : "",
            };
        }
    }

    private static Site[] Sites(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(number => new Site(
            (10_000 + number).ToString("00000", CultureInfo.InvariantCulture),
            Math.Round((random.NextDouble() * 180) - 90, 4), Math.Round((random.NextDouble() * 360) - 180, 4), random.Next(3000), random.Next(-20, 25)))];
    }

    private readonly record struct Site(string Id, double Latitude, double Longitude, double Elevation, double Celsius);
}
