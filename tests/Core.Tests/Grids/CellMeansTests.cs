using Slams.Core.Grids;
using Slams.Core.Randomness;

namespace Slams.Core.Tests.Grids;

public sealed class CellMeansTests
{
    private const int Rows = 6, Columns = 12;

    public static TheoryData<string> All => ["blocks of 2", "blocks of 3", "every 2nd", "every 3rd"];

    [Fact]
    public void Blocks_are_plain_means_of_their_cells()
    {
        var values = new float[6];

        CellMeans.Blocks(4, 6, 2).Apply([.. Enumerable.Range(0, 24).Select(i => (float)i)], values);

        Assert.Equal([3.5f, 5.5f, 7.5f, 15.5f, 17.5f, 19.5f], values);
    }

    [Fact]
    public void Points_lie_amid_their_blocks()
    {
        var values = new float[2];

        CellMeans.EveryNth(3, 6, 3).Apply([.. Enumerable.Range(0, 18).Select(i => (float)i)], values);

        Assert.Equal([7f, 10f], values);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Adjoint_is_the_transpose(string name)
    {
        var means = Of(name);
        var (field, weights) = (Normal(1, Rows * Columns), Normal(2, means.Count));
        var (values, spread) = (new float[means.Count], new float[field.Length]);

        means.Apply(field, values);
        means.AddAdjoint(weights, spread);

        Assert.Equal(Dot(values, weights), Dot(field, spread), 1e-4);
        Assert.True(Math.Abs(Dot(values, weights)) > 0.1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_constant_stays_itself(string name)
    {
        var means = Of(name);
        var values = new float[means.Count];

        means.Apply(Enumerable.Repeat(2.5f, Rows * Columns).ToArray(), values);

        Assert.All(values, value => Assert.Equal(2.5f, value));
    }

    [Fact]
    public void A_grid_that_cannot_be_divided_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CellMeans.Blocks(Rows, Columns, 4));
        Assert.Throws<ArgumentException>(() => CellMeans.EveryNth(Rows, Columns, 0));
    }

    private static CellMeans Of(string name) => name switch
    {
        "blocks of 2" => CellMeans.Blocks(Rows, Columns, 2),
        "blocks of 3" => CellMeans.Blocks(Rows, Columns, 3),
        "every 2nd" => CellMeans.EveryNth(Rows, Columns, 2),
        _ => CellMeans.EveryNth(Rows, Columns, 3),
    };

    private static float[] Normal(ulong stream, int count)
    {
        var values = new float[count];
        CounterRandom.FillNormal(3, stream, values);
        return values;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
