using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class ThinningTests(BundledModel model) : IClassFixture<BundledModel>
{
    private const double SizeKm = 1000;

    [Fact]
    public void Thinned_observations_are_carried_with_their_departures_and_assimilated_by_nobody()
    {
        // Without the checks against the field: what is thinned is a witness there.
        using var analyst = BundledModel.Load(new AnalystOptions
        {
            Steps = 1,
            GuidedStationShare = 0,
            BackgroundCheckDeviations = 0,
            BuddyCheckDeviations = 0,
            ThinningCellKm = SizeKm,
            ThinningKept = 2,
        });
        AnalysisRequest request = new(2, 1, KeepMembers: false);
        var thinned = analyst.Analyse(model.Windows[0], [], request, CancellationToken.None);

        var left = thinned.Departures.Where(d => d.Flag == QualityFlag.Thinned).ToList();
        Assert.InRange(left.Count, 100, 1100);
        Assert.All(left, d =>
        {
            Assert.Equal(0, d.Use!.Weight);
            Assert.True(float.IsFinite(d.ObservedK - d.BackgroundK) && float.IsFinite(d.ObservedK - d.AnalysisK));
            Assert.Matches(@"^one of \d+ in a cell of 1000 km, of which 2 are kept; \d+ min from the analysis$", d.Reason);
        });
        Assert.True(AreThin(thinned.Departures.Where(d => d.Flag == QualityFlag.Assimilated).Select(d => (d.LatitudeDegrees, d.LongitudeDegrees))));
        Assert.True(AreThin(thinned.Precipitation.Where(d => d.Flag == QualityFlag.Assimilated).Select(d => (d.LatitudeDegrees, d.LongitudeDegrees))));
        Assert.All(thinned.Precipitation.Where(d => d.Flag == QualityFlag.Thinned), d => Assert.Equal(0, d.Use.Weight));

        // As if they were not there.
        var kept = thinned.Departures.Where(d => d.Flag == QualityFlag.Assimilated).Select(d => d.StationId).ToHashSet();
        var rain = thinned.Precipitation.Where(d => d.Flag == QualityFlag.Assimilated).Select(d => d.StationId).ToHashSet();
        var without = model.Windows[0] with
        {
            Readings =
            [
                .. model.Windows[0].Readings.Select(r => r with
                {
                    AirTemperatureFlag = kept.Contains(r.StationId) ? r.AirTemperatureFlag : QualityFlag.Missing,
                    PrecipitationFlag = rain.Contains(r.StationId) ? r.PrecipitationFlag : QualityFlag.Missing,
                }),
            ],
        };
        Assert.Equal(analyst.Analyse(without, [], request, CancellationToken.None).MeanK, thinned.MeanK);
    }

    private static bool AreThin(IEnumerable<(double Latitude, double Longitude)> places) => !new ThinningCheck(SizeKm, 2)
        .Judge([.. places.Select(place => new ThinningCandidate("", place.Latitude, place.Longitude, null, 1))]).Any(verdict => verdict.Flag == QualityFlag.Thinned);
}
