using Slams.Core.Grids;
using Slams.Diffusion.Observations;

namespace Slams.Diffusion.Tests.Observations;

public sealed class GriddedObservationsTests
{
    private static readonly LatLonGrid Grid = new([-60, -20, 20, 60], [0, 90, 180, 270]);

    [Theory]
    [InlineData(10, 33)]
    [InlineData(20, 90)]
    [InlineData(-85, 359)]
    public void An_observation_alone_has_all_of_the_average_at_its_place(double latitude, double longitude)
    {
        var (gridded, at) = (new GriddedObservations(Grid), Grid.Interpolate(latitude, longitude));
        gridded.Add(1, at, 0.3f, 2.5f);

        Assert.Equal(1, gridded.ShareOf(1, at, 2.5f), 1e-6f);
    }

    [Fact]
    public void A_modality_is_there_once_anything_of_it_was_added()
    {
        var gridded = new GriddedObservations(Grid);
        gridded.Add(1, Grid.Interpolate(5, 100), 0, 2);

        Assert.Equal((false, true, false), (gridded.Has(0), gridded.Has(1), gridded.Has(2)));
    }

    [Fact]
    public void Shares_of_one_place_are_as_the_precisions_and_those_of_other_modalities_do_not_count()
    {
        var (gridded, at) = (new GriddedObservations(Grid), Grid.Interpolate(5, 100));
        gridded.Add(0, at, 1, 1);
        gridded.Add(0, at, -1, 3);
        gridded.Add(2, at, 1, 50);

        Assert.Equal((0.25f, 0.75f), (gridded.ShareOf(0, at, 1), gridded.ShareOf(0, at, 3)));
    }

    [Fact]
    public void A_share_is_how_much_of_its_own_value_the_averages_show_at_its_place()
    {
        const float precision = 1.7f, step = 1;
        var at = Grid.Interpolate(7, 120);
        float Shown(float anomaly)
        {
            var gridded = Others();
            gridded.Add(0, at, anomaly, precision);
            return at.Apply(gridded.ToChannels().AsSpan(0, Grid.CellCount));
        }

        var with = Others();
        with.Add(0, at, 0, precision);

        Assert.Equal(Shown(step) - Shown(0), step * with.ShareOf(0, at, precision), 1e-6f);
        Assert.InRange(with.ShareOf(0, at, precision), 0.05f, 0.95f);
    }

    [Fact]
    public void Cells_share_likewise()
    {
        var gridded = new GriddedObservations(Grid);
        gridded.Add(2, 5, 1, 1);
        gridded.Add(2, 5, 2, 4);

        Assert.Equal((0.8f, 0f), (gridded.ShareOf(2, 5, 4), gridded.ShareOf(2, 6, 4)));
    }

    private static GriddedObservations Others()
    {
        var gridded = new GriddedObservations(Grid);
        gridded.Add(0, Grid.Interpolate(0, 100), 0.5f, 1);
        gridded.Add(0, Grid.Interpolate(-10, 150), -2, 0.4f);
        return gridded;
    }
}
