using Slams.Core.Climatology;
using Slams.Core.Grids;

namespace Slams.Core.Tests.Climatology;

public sealed class HarmonicClimatologyTests
{
    private static readonly LatLonGrid Grid = new([-60, 0, 60], [0, 90, 180, 270]);
    private static readonly DateTimeOffset NewYear = new(1987, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Basis_starts_the_year_at_phase_zero_and_follows_the_harmonics()
    {
        Assert.Equal([1, 1, 0, 1, 0], HarmonicClimatology.Basis(NewYear));
        var quarter = HarmonicClimatology.Basis(NewYear.AddDays(365.25 / 4));
        float[] expected = [1, 0, 1, -1, 0];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], quarter[i], 1e-6);
        }
    }

    [Fact]
    public void Basis_depends_on_the_instant_not_on_the_offset_it_is_written_with() =>
        Assert.Equal(
            HarmonicClimatology.Basis(NewYear), HarmonicClimatology.Basis(NewYear.ToOffset(TimeSpan.FromHours(-7))));

    [Fact]
    public void Filling_equals_making()
    {
        var filled = new float[HarmonicClimatology.Terms];
        HarmonicClimatology.FillBasis(NewYear.AddDays(123.4), filled);
        Assert.Equal(HarmonicClimatology.Basis(NewYear.AddDays(123.4)), filled);
    }

    [Fact]
    public void Field_is_the_sum_of_its_terms_and_values_agree_with_it_at_cell_centres()
    {
        var coefficients = Enumerable.Range(0, HarmonicClimatology.Terms * Grid.CellCount).Select(i => (float)Math.Sin(i)).ToArray();
        var climatology = new HarmonicClimatology(Grid, coefficients);
        var time = NewYear.AddDays(40.25);
        var basis = HarmonicClimatology.Basis(time);
        var field = climatology.FieldAt(time);
        for (var cell = 0; cell < Grid.CellCount; cell++)
        {
            var sum = 0.0;
            for (var term = 0; term < HarmonicClimatology.Terms; term++)
            {
                sum += basis[term] * coefficients[(term * Grid.CellCount) + cell];
            }

            Assert.Equal(sum, field[cell], 1e-5);
            var value = climatology.ValueAt(Grid.LatitudesDegrees[cell / 4], Grid.LongitudesDegrees[cell % 4], time);
            Assert.Equal(field[cell], value, 1e-5);
        }
    }

    [Fact]
    public void Coefficients_must_fit_the_grid() =>
        Assert.Throws<ArgumentException>(() => new HarmonicClimatology(Grid, new float[7]));
}
