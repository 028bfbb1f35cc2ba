using Slams.Core.Grids;

namespace Slams.Core.Tests.Grids;

public sealed class SuperObservationsTests
{
    private static readonly LatLonGrid Grid = new([-60, 0, 60], [0, 90, 180, 270]);

    [Fact]
    public void Mean_spread_count_and_share_of_a_cell()
    {
        var gathered = new SuperObservations(Grid);
        gathered.Add(10, 10, 0.1, 200);
        gathered.Add(-20, 359, 0.3, 300);

        var field = gathered.ToField();

        Assert.Equal((275f, 2), (field.Values[4], field.SampleCount[4]));
        Assert.Equal(Math.Sqrt(0.25 * 75 * 75 + 0.75 * 25 * 25), field.Spread![4], 1e-4);
        // The middle row reaches from 30 S to 30 N: one in sine of latitude, a quarter of the way round.
        Assert.Equal(0.4 / (Math.PI / 2), field.ValidFraction[4], 1e-6);
        Assert.Equal((float.NaN, float.NaN, 0f, 0), (field.Values[0], field.Spread[0], field.ValidFraction[0], field.SampleCount[0]));
    }

    [Fact]
    public void A_globe_of_small_pixels_covers_every_cell()
    {
        const double Step = 0.5;
        var gathered = new SuperObservations(Grid);
        for (var latitude = -90 + (Step / 2); latitude < 90; latitude += Step)
        {
            for (var longitude = -180 + (Step / 2); longitude < 180; longitude += Step)
            {
                gathered.Add(latitude, longitude, Math.Cos(latitude * Math.PI / 180) * Step * Step * (Math.PI / 180) * (Math.PI / 180), latitude);
            }
        }

        var field = gathered.ToField();

        Assert.All(field.ValidFraction, fraction => Assert.Equal(1, fraction, 1e-4));
        Assert.Equal(0, field.Values[4], 1e-4);
        Assert.Equal(field.Values[8], -field.Values[0], 1e-4);
    }

    [Fact]
    public void Pixels_beyond_the_rows_of_a_band_of_latitudes_are_left_out()
    {
        var gathered = new SuperObservations(new LatLonGrid([-10, 0, 10], [0, 180]));
        gathered.Add(16, 0, 1, 300);
        gathered.Add(-14, 0, 0.001, 200);
        gathered.Add(double.NaN, 0, 1, 300);

        Assert.Equal([1, 0, 0, 0, 0, 0], gathered.ToField().SampleCount);
    }
}
