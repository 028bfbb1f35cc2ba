using Slams.Core.Grids;

namespace Slams.Core.Tests.Grids;

public sealed class ReducedGridRegridderTests
{
    private const double Radians = Math.PI / 180;

    private static readonly LatLonGrid Target = new(Axis(-85, 10, 18), Axis(0, 10, 36));

    // As an octahedral grid: 20 points in the first row, 4 more in each to the equator. Rows evenly, which is near enough to Gaussian.
    private static readonly double[] Latitudes = Axis(90 - (180.0 / 96 / 2), -180.0 / 96, 96);
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 96).Select(row => 20 + (4 * Math.Min(row, 95 - row)))];

    [Fact]
    public void RowsOfOneLengthAreARegularGrid()
    {
        var (latitudes, longitudes) = (Axis(89, -2, 90), Axis(3, 5, 72));
        var random = new Random(3);
        var source = Enumerable.Range(0, 90 * 72).Select(_ => random.Next(10) == 0 ? float.NaN : random.NextSingle()).ToArray();

        var regular = new AreaWeightedRegridder(latitudes, longitudes, Target).Regrid(source);
        var reduced = new ReducedGridRegridder(latitudes, [.. Enumerable.Repeat(72, 90)], 3, Target).Regrid(source);

        Assert.Equal(regular.SampleCount, reduced.SampleCount);
        Assert.Equal(regular.Values, reduced.Values, (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal(regular.ValidFraction, reduced.ValidFraction, (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-180)]
    [InlineData(359.5)]
    public void AConstantStaysOneAndCoversTheGlobe(double first)
    {
        var field = new ReducedGridRegridder(Latitudes, Lengths, first, Target).Regrid([.. Enumerable.Repeat(250f, Lengths.Sum())]);

        Assert.All(field.Values, value => Assert.Equal(250, value, 1e-4));
        Assert.All(field.ValidFraction, fraction => Assert.Equal(1, fraction, 1e-6));
    }

    [Fact]
    public void TheMeanByAreaIsKept()
    {
        var random = new Random(4);
        var source = Lengths.Select(length => Enumerable.Range(0, length).Select(_ => 200 + (100 * random.NextSingle())).ToArray()).ToArray();

        var field = new ReducedGridRegridder(Latitudes, Lengths, 1.25, Target).Regrid([.. source.SelectMany(row => row)]);

        var before = source.Select((row, i) => row.Average(value => (double)value) * Height(Latitudes[i], 180.0 / 96)).Sum();
        var after = field.Values.Chunk(36).Select((row, i) => row.Average(value => (double)value) * Height(Target.LatitudesDegrees[i], 10)).Sum();
        Assert.Equal(before, after, 1e-4);

        static double Height(double latitude, double step) => Math.Sin((latitude + (step / 2)) * Radians) - Math.Sin((latitude - (step / 2)) * Radians);
    }

    [Fact]
    public void ASmoothFunctionComesOutAsItIs()
    {
        // |df/dφ| is at most 50, |df/dλ| at most 20 cos²φ: a point stands for its cell but for half the extent of the cell in either direction.
        static double Truth(double latitude, double longitude) =>
            240 + (Math.Pow(Math.Cos(latitude * Radians), 2) * (40 + (10 * Math.Cos((2 * longitude * Radians) + 1))));
        var source = Latitudes.SelectMany((latitude, row) => Enumerable.Range(0, Lengths[row]).Select(i => (float)Truth(latitude, i * 360.0 / Lengths[row]))).ToArray();
        var within = (50 * 180.0 / 96 / 2 * Radians) + Latitudes.Select((latitude, row) => 20 * Math.Pow(Math.Cos(latitude * Radians), 2) * Math.PI / Lengths[row]).Max();

        var field = new ReducedGridRegridder(Latitudes, Lengths, 0, Target).Regrid(source);

        for (var cell = 0; cell < field.Values.Length; cell++)
        {
            Assert.Equal(MeanOver(Target.LatitudesDegrees[cell / 36], Target.LongitudesDegrees[cell % 36]), field.Values[cell], within);
        }

        static double MeanOver(double latitude, double longitude)
        {
            var (sum, weights) = (0.0, 0.0);
            foreach (var y in Axis(latitude - 4.95, 0.1, 100))
            {
                var weight = Math.Cos(y * Radians);
                (sum, weights) = (sum + (weight * Axis(longitude - 4.95, 0.1, 100).Average(x => Truth(y, x))), weights + weight);
            }

            return sum / weights;
        }
    }

    [Fact]
    public void WhatIsNotThereIsNotSeen()
    {
        int[] lengths = [4, 0, 1, 3];
        var field = new ReducedGridRegridder([67.5, 22.5, -22.5, -67.5], lengths, 0, Target).Regrid([1, 2, float.NaN, 4, 5, 6, 7, 8]);

        Assert.All(field.SampleCount[(9 * 36)..(13 * 36)], count => Assert.Equal(0, count));
        // One cell round the globe.
        Assert.All(field.Values[(5 * 36)..(9 * 36)], value => Assert.Equal(5, value, 1e-6));
        Assert.Equal([1, 1, 2, float.NaN, float.NaN, 4], new[] { 0, 4, 9, 17, 20, 27 }.Select(column => field.Values[(17 * 36) + column]));
    }

    [Fact]
    public void RowsOfNoGridAreRefused()
    {
        foreach (var (latitudes, lengths, first) in new (double[], int[], double)[] { ([45, -45], [4], 0), ([45, -45], [4, -1], 0), ([45, -45], [4, 4], double.NaN), ([45, 45], [4, 4], 0) })
        {
            Assert.Throws<ArgumentException>(() => new ReducedGridRegridder(latitudes, lengths, first, Target));
        }

        Assert.Throws<ArgumentException>(() => new ReducedGridRegridder([45, -45], [4, 4], 0, Target).Regrid(new float[7]));
    }

    private static double[] Axis(double start, double step, int count) => [.. Enumerable.Range(0, count).Select(i => start + (i * step))];
}
