using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Core.Randomness;

namespace Slams.Core.Tests.Quality;

public sealed class ThinningCheckTests
{
    [Fact]
    public void The_nearest_in_time_of_a_cell_are_kept_and_the_others_say_of_how_many()
    {
        var verdicts = new ThinningCheck(100, 2).Judge([At("A", -50), At("B", 5), At("C", 40), At("D", -10), At("far", 170, latitude: -50)]);

        Assert.Equal(["A", "C"], Thinned(verdicts, "A", "B", "C", "D", "far"));
        Assert.Equal(new InnovationVerdict(QualityFlag.Thinned, "one of 4 in a cell of 100 km, of which 2 are kept; 50 min from the analysis"), verdicts[0]);
        Assert.Equal(InnovationVerdict.Passed, verdicts[1]);
    }

    [Fact]
    public void Another_station_goes_before_the_second_report_of_one_and_the_better_one_of_two_at_a_time()
    {
        ThinningCandidate[] candidates = [At("A", 0), At("A", 10), At("A", -10), At("B", 60), At("C", 60) with { Error = 0.5 }];

        Assert.Equal([1, 2, 3], Numbers(new ThinningCheck(100, 2).Judge(candidates)));
        Assert.Equal([1, 2], Numbers(new ThinningCheck(100, 3).Judge(candidates)));
        Assert.Equal([1], Numbers(new ThinningCheck(100, 4).Judge(candidates)));
        Assert.Empty(Numbers(new ThinningCheck(100, 5).Judge(candidates)));
        Assert.Equal([1], Numbers(new ThinningCheck(100, 1).Judge([At("A", 0), At("B", 0)])));
        Assert.Equal([0], Numbers(new ThinningCheck(100, 1).Judge([At("A", 0) with { TimeOffset = null }, At("B", 90)])));
    }

    [Fact]
    public void Verdicts_do_not_depend_on_order_and_nothing_is_thinned_without_a_size()
    {
        var candidates = Enumerable.Range(0, 500).Select(i => At(
            $"S{i % 400}", (int)(360 * CounterRandom.Uniform(1, 1, (ulong)i)) - 180, 90 * CounterRandom.Uniform(1, 2, (ulong)i), 360 * CounterRandom.Uniform(1, 3, (ulong)i)) with
        {
            Error = 1 + CounterRandom.Uniform(1, 4, (ulong)i),
        }).ToArray();
        var check = new ThinningCheck(1500, 3);
        var verdicts = check.Judge(candidates);

        Assert.Equal(verdicts, check.Judge([.. candidates.Reverse()]).Reverse());
        Assert.InRange(verdicts.Count(verdict => verdict.Flag == QualityFlag.Thinned), 100, 450);
        Assert.DoesNotContain(new ThinningCheck(0, 1).Judge(candidates), verdict => verdict.Flag != QualityFlag.Assimilated);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(250)]
    [InlineData(5000)]
    public void Cells_have_about_the_size_asked_for_and_no_seam(double sizeKm)
    {
        var cells = new Dictionary<ThinningCell, int>();
        const int points = 60_000;
        for (var i = 0; i < points; i++)
        {
            // Equal areas by latitude, the golden angle by longitude.
            var cell = ThinningCell.Of(Math.Asin((2 * (i + 0.5) / points) - 1) * 180 / Math.PI, i * 137.50776405 % 360, sizeKm);
            cells[cell] = cells.GetValueOrDefault(cell) + 1;
        }

        if (sizeKm >= 250)
        {
            var areaKm2 = 4 * Math.PI * GreatCircle.EarthRadiusKm * GreatCircle.EarthRadiusKm / cells.Count;
            Assert.InRange(areaKm2 / (sizeKm * sizeKm), 0.7, 1.4);
        }

        Assert.Equal(ThinningCell.Of(10, -170, sizeKm), ThinningCell.Of(10, 190, sizeKm));
        Assert.Equal(ThinningCell.Of(10, 0, sizeKm), ThinningCell.Of(10, 360, sizeKm));
        Assert.Equal(0, ThinningCell.Of(-90, 0, sizeKm).Row);
        Assert.Equal(ThinningCell.Of(90, 0, sizeKm).Row, ThinningCell.Of(89.999, 0, sizeKm).Row);
    }

    private static ThinningCandidate At(string station, int minutes, double latitude = 50.1, double longitude = 10.1) =>
        new(station, latitude, longitude, TimeSpan.FromMinutes(minutes), 1);

    private static IEnumerable<string> Thinned(InnovationVerdict[] verdicts, params string[] names) => Numbers(verdicts).Select(i => names[i]);

    private static IEnumerable<int> Numbers(InnovationVerdict[] verdicts) =>
        Enumerable.Range(0, verdicts.Length).Where(i => verdicts[i].Flag == QualityFlag.Thinned);
}
