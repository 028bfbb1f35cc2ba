using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class RepresentativenessTests(BundledModel model) : IClassFixture<BundledModel>
{
    [Fact]
    public void Temperatures_are_brought_to_the_surface_of_the_model_and_errors_grow_with_height_time_and_density()
    {
        var window = model.Windows[0];
        var flat = window.Readings.First(r => r is { Flag: QualityFlag.Assimilated, AirTemperatureFlag: QualityFlag.Assimilated, AirTemperatureK: not null });
        window = window with { Readings = [.. window.Readings.Select(r => r == flat ? r with { ElevationMetres = null, Time = window.Cycle.Time } : r)] };
        IReadOnlyList<StationDeparture> With(AnalystOptions options)
        {
            using var analyst = BundledModel.Load(options with { Steps = 1, GuidedStationShare = 0, BackgroundCheckDeviations = 0, BuddyCheckDeviations = 0 });
            return analyst.Analyse(window, [], new AnalysisRequest(2, 1, KeepMembers: false), CancellationToken.None).Departures;
        }

        var options = new AnalystOptions { LapseRateKPerKm = 6.5, HeightErrorKPerKm = 2, TimeErrorKPerHour = 0.5 };
        var (grown, dense) = (With(options), With(options with { DensityLengthKm = 100, DensityCorrelation = 1 }));

        var readings = window.Readings.ToLookup(r => (r.StationId, r.AirTemperatureK));
        var heights = model.Climatology.SurfaceHeightM;
        Assert.InRange(heights.Max(), 4000, 6000);
        foreach (var (d, crowded) in grown.Zip(dense))
        {
            var reading = readings[(d.StationId, Math.Round(d.ObservedK - d.Use!.Correction, 1))].First();
            var above = (reading.ElevationMetres ?? 0) - (reading.ElevationMetres is null ? 0 : model.Climatology.Grid.Horizontal.Interpolate(d.LatitudeDegrees, d.LongitudeDegrees).Apply(heights));
            var hours = d.Use.TimeOffsetSeconds / 3600.0;
            Assert.Equal(0.0065 * above, d.Use.Correction, 1e-3);
            Assert.Equal(Math.Sqrt(1 + (0.002 * above * 0.002 * above) + (0.5 * hours * 0.5 * hours)), d.Use.Error, 1e-3);
            Assert.True(crowded.Use!.Error >= d.Use.Error);
        }

        Assert.Contains(grown, d => Math.Abs(d.Use!.Correction) > 1);
        Assert.Contains(dense.Zip(grown), pair => pair.First.Use!.Error > 1.5 * pair.Second.Use!.Error);
        Assert.Equal((0f, 1f), (grown.First(d => d.StationId == flat.StationId).Use!.Correction, grown.First(d => d.StationId == flat.StationId).Use!.Error));
    }
}
