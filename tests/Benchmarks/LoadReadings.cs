using System.Globalization;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Stations.Csv;
using Slams.Verification.Simulation;
using Slams.Verification.Truths;

namespace Slams.Benchmarks;

/// <summary>
/// Station files of a dense network that observes the bundled part of the nature run, interpolated in time between its states
/// and taken from its start again where it ends. Some reports come half an hour behind, which is in time, some half a day,
/// which is not, and some twice.
/// </summary>
internal sealed class LoadReadings(LoadOptions options)
{
    private const int StateHours = 6;
    private const ulong Seed = 1;
    private static readonly DateTimeOffset Start = new(1987, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a file a day; returns the number of lines.</summary>
    public long Write(string folder)
    {
        Directory.CreateDirectory(folder);
        using var truth = NatureRunTruth.Open(Samples.Validation);
        var sites = SiteList.Draw(SiteList.Read(Samples.Sites), options.Stations, Seed);
        var stencils = sites.Select(site => truth.Grid.Horizontal.Interpolate(site.LatitudeDegrees, site.LongitudeDegrees)).ToArray();
        var states = new StatePair(truth);
        var steps = options.Days * 24 * 60 / options.IntervalMinutes;
        var arrivals = new HeldBack(options.IntervalMinutes);
        var lines = 0L;
        StationCsvWriter? writer = null;
        var day = DateTimeOffset.MinValue;
        for (var step = 0; step < steps; step++)
        {
            var time = Start.AddMinutes((double)step * options.IntervalMinutes);
            if (writer is null || time.Date != day.Date)
            {
                writer?.Dispose();
                day = time;
                writer = new StationCsvWriter(File.Create(Path.Combine(folder, $"stations_{time.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.csv")));
            }

            foreach (var reading in arrivals.Arriving(step, Observed(time, sites, stencils, states)))
            {
                writer.Write(reading);
                lines++;
            }
        }

        foreach (var reading in arrivals.Rest)
        {
            writer!.Write(reading);
            lines++;
        }

        writer!.Dispose();
        return lines;
    }

    private static IEnumerable<StationReading> Observed(
        DateTimeOffset time, IReadOnlyList<Site> sites, BilinearStencil[] stencils, StatePair states)
    {
        var hours = (time - Start).TotalHours / StateHours;
        states.MoveTo((int)hours);
        for (var i = 0; i < sites.Count; i++)
        {
            yield return new StationReading
            {
                StationId = sites[i].StationId,
                Time = time,
                LatitudeDegrees = sites[i].LatitudeDegrees,
                LongitudeDegrees = sites[i].LongitudeDegrees,
                ElevationMetres = sites[i].ElevationMetres,
                AirTemperatureK = Math.Round(states.At(stencils[i], hours - Math.Floor(hours)), 1),
            };
        }
    }

    /// <summary>Two consecutive states of the truth, between which temperature is linear in time.</summary>
    private sealed class StatePair(NatureRunTruth truth)
    {
        private int _index = -1;
        private float[] _first = [], _second = [];

        public void MoveTo(int index)
        {
            if (index != _index)
            {
                _index = index;
                _first = truth.NearSurfaceTemperatureK(index % truth.Times.Count);
                _second = truth.NearSurfaceTemperatureK((index + 1) % truth.Times.Count);
            }
        }

        public double At(BilinearStencil stencil, double share) => ((1 - share) * stencil.Apply(_first)) + (share * stencil.Apply(_second));
    }
}
