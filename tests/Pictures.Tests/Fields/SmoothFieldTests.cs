using Slams.Core.Grids;
using Slams.Pictures.Fields;
using Slams.Testing;

namespace Slams.Pictures.Tests.Fields;

public sealed class SmoothFieldTests
{
    private static readonly LatLonGrid Grid = SyntheticAnalysis.Make().Grid.Horizontal;

    private static SmoothField Of(Func<double, double, double> value) => new(
        Grid, [.. from latitude in Grid.LatitudesDegrees from longitude in Grid.LongitudesDegrees select (float)value(latitude, longitude)]);

    [Fact]
    public void Cells_keep_their_values()
    {
        static double Rough(double latitude, double longitude) => Math.Sin(latitude * 12.9898) + Math.Cos(longitude * 78.233);
        var field = Of(Rough);

        foreach (var latitude in Grid.LatitudesDegrees)
        {
            foreach (var longitude in Grid.LongitudesDegrees)
            {
                Assert.Equal(Rough(latitude, longitude), field.At(latitude, longitude), 4);
                Assert.Equal(Rough(latitude, longitude), field.At(latitude, longitude - 360), 4);
            }
        }
    }

    [Fact]
    public void Smooth_functions_are_followed_between_cells()
    {
        static double Wave(double latitude, double longitude) => Math.Cos(latitude * Math.PI / 180) * Math.Cos(3 * longitude * Math.PI / 180);
        var field = Of(Wave);

        for (var longitude = -180.0; longitude <= 180; longitude += 1.7)
        {
            Assert.Equal(Wave(21.3, longitude), field.At(21.3, longitude), 0.003);
        }
    }

    [Fact]
    public void At_the_poles_all_longitudes_agree()
    {
        var field = Of((latitude, longitude) => latitude > 0 ? Math.Cos(longitude * Math.PI / 180) : 7);

        Assert.All([0, 77.7, 180, 271], longitude => Assert.Equal(0, field.At(90, longitude), 4));
        Assert.Equal(7, field.At(-90, 10), 4);
    }

    [Fact]
    public void What_is_missing_stays_missing() => Assert.True(float.IsNaN(Of((_, _) => double.NaN).At(10, 10)));
}
