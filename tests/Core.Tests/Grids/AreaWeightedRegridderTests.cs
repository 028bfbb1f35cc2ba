using FsCheck.Xunit;
using Slams.Core.Grids;

namespace Slams.Core.Tests.Grids;

public sealed class AreaWeightedRegridderTests
{
    private static readonly LatLonGrid Target = new(Axis(-85, 10, 18), Axis(0, 10, 36));

    private static double[] Axis(double start, double step, int count) => [.. Enumerable.Range(0, count).Select(i => start + (i * step))];

    private static float[] Field(double[] latitudes, double[] longitudes, Func<double, double, double> f) =>
        [.. latitudes.SelectMany(latitude => longitudes.Select(longitude => (float)f(latitude, longitude)))];

    [Fact]
    public void TheSameGridGivesTheSameField()
    {
        var source = Field([.. Target.LatitudesDegrees], [.. Target.LongitudesDegrees], (latitude, longitude) => latitude + (longitude / 7));
        var field = new AreaWeightedRegridder(Target.LatitudesDegrees, Target.LongitudesDegrees, Target).Regrid(source);
        Assert.Equal(source.Select(v => Math.Round(v, 4)), field.Values.Select(v => Math.Round(v, 4)));
        Assert.All(field.ValidFraction, fraction => Assert.Equal(1, fraction, 1e-6));
        Assert.All(field.SampleCount, count => Assert.Equal(1, count));
    }

    [Fact]
    public void DescendingLatitudesAndAnyLongitudeConventionGiveTheSame()
    {
        double[] north = Axis(-89, 2, 90);
        double[] east = Axis(1, 2, 180);
        static double Truth(double latitude, double longitude) =>
            (latitude * 2) + (10 * Math.Cos((longitude - 40) * Math.PI / 180));
        var reference = new AreaWeightedRegridder(north, east, Target).Regrid(Field(north, east, Truth));

        double[] south = [.. north.Reverse()];
        double[] wrapped = Axis(-179, 2, 180);
        double[] restarting = [.. Axis(91, 2, 45), .. Axis(-179, 2, 135)];
        double[] westward = [.. east.Reverse()];
        foreach (var longitudes in new[] { wrapped, restarting, westward })
        {
            var other = new AreaWeightedRegridder(south, longitudes, Target).Regrid(Field(south, longitudes, Truth));
            Assert.Equal(reference.SampleCount, other.SampleCount);
            for (var i = 0; i < reference.Values.Length; i++)
            {
                Assert.Equal(reference.Values[i], other.Values[i], 1e-3);
            }
        }
    }

    [Fact]
    public void FinePixelsAreCountedAndAveraged()
    {
        double[] latitudes = Axis(-89, 2, 90);
        double[] longitudes = Axis(-4, 2, 180);
        var field = new AreaWeightedRegridder(latitudes, longitudes, Target)
            .Regrid(Field(latitudes, longitudes, (_, longitude) => LatLonGrid.NormaliseLongitude(longitude + 5) < 10 ? 1 : 3));
        Assert.All(field.SampleCount, count => Assert.Equal(25, count));
        Assert.Equal(1, field.Values[0], 1e-6);
        Assert.Equal(3, field.Values[1], 1e-6);
    }

    [Fact]
    public void AreasWeighBySineOfLatitude()
    {
        // One source row per half of a target row: its mean is weighted by the areas of the halves.
        double[] latitudes = Axis(-87.5, 5, 36);
        double[] longitudes = [.. Target.LongitudesDegrees];
        var field = new AreaWeightedRegridder(latitudes, longitudes, Target)
            .Regrid(Field(latitudes, longitudes, (latitude, _) => latitude < -85 ? 100 : 200));
        static double Area(double south, double north) => Math.Sin(north * Math.PI / 180) - Math.Sin(south * Math.PI / 180);
        var expected = ((100 * Area(-90, -85)) + (200 * Area(-85, -80))) / Area(-90, -80);
        Assert.Equal(expected, field.Values[0], 1e-3);
    }

    [Fact]
    public void InvalidPixelsLowerTheValidFraction()
    {
        double[] latitudes = Axis(-89, 2, 90);
        double[] longitudes = Axis(-4, 2, 180);
        var source = Field(latitudes, longitudes, (_, longitude) => longitude is -4 or -2 ? double.NaN : longitude < 6 ? 7 : double.PositiveInfinity);
        var field = new AreaWeightedRegridder(latitudes, longitudes, Target).Regrid(source);
        Assert.Equal(0.6, field.ValidFraction[0], 1e-6);
        Assert.Equal(15, field.SampleCount[0]);
        Assert.Equal(7, field.Values[0], 1e-6);
        Assert.Equal((0f, 0), (field.ValidFraction[1], field.SampleCount[1]));
        Assert.True(float.IsNaN(field.Values[1]));
    }

    [Fact]
    public void ARegionalSourceCoversItsRegionOnly()
    {
        double[] latitudes = Axis(21, 2, 10);
        double[] longitudes = Axis(-74, 2, 5);
        var field = new AreaWeightedRegridder(latitudes, longitudes, Target).Regrid(Field(latitudes, longitudes, (_, _) => 5));
        var covered = Enumerable.Range(0, Target.CellCount).Where(cell => field.SampleCount[cell] > 0).ToArray();
        Assert.Equal([Target.NearestCell(25, 290), Target.NearestCell(35, 290)], covered);
        Assert.All(covered, cell => Assert.Equal(1, field.ValidFraction[cell], 1e-6));
    }

    [Fact]
    public void ACyclicPointIsNotCountedTwice()
    {
        double[] latitudes = [.. Target.LatitudesDegrees];
        double[] longitudes = Axis(0, 10, 37);
        var field = new AreaWeightedRegridder(latitudes, longitudes, Target).Regrid(Field(latitudes, longitudes, (_, _) => 5));
        Assert.All(field.SampleCount, count => Assert.Equal(1, count));
    }

    [Fact]
    public void AxesThatAreNoneAreRefused()
    {
        double[] good = [.. Target.LatitudesDegrees];
        double[] longitudes = [.. Target.LongitudesDegrees];
        foreach (var bad in new double[][] { [1], [1, 1], [0, 10, 5], [0, double.NaN], [0, 91], [] })
        {
            Assert.Throws<ArgumentException>(() => new AreaWeightedRegridder(bad, longitudes, Target));
        }

        foreach (var bad in new double[][] { [1], [1, 361], [0, 10, 5], [0, double.NaN], [0, 1e300], [], Axis(0, 100, 5) })
        {
            Assert.Throws<ArgumentException>(() => new AreaWeightedRegridder(good, bad, Target));
        }

        Assert.Throws<ArgumentException>(() => new AreaWeightedRegridder(good, longitudes, Target).Regrid(new float[3]));
    }

    [Property]
    public bool TheGlobalMeanIsKept(byte rows, byte columns, short start, int seed)
    {
        var (height, width) = (4 + (rows % 60), 4 + (columns % 90));
        var latitudes = Axis(-90 + (90.0 / height), 180.0 / height, height);
        var longitudes = Axis(start % 720, 360.0 / width, width);
        var random = new Random(seed);
        var source = Field(latitudes, longitudes, (_, _) => 200 + (100 * random.NextDouble()));
        var field = new AreaWeightedRegridder(latitudes, longitudes, Target).Regrid(source);
        return field.ValidFraction.All(fraction => Math.Abs(fraction - 1) < 1e-5)
            && Math.Abs(Mean(source, latitudes) - Mean(field.Values, [.. Target.LatitudesDegrees])) < 1e-3;
    }

    private static double Mean(float[] field, double[] latitudes)
    {
        var edges = CellEdges.OfLatitudes(latitudes);
        var columns = field.Length / latitudes.Length;
        double sum = 0;
        for (var row = 0; row < latitudes.Length; row++)
        {
            var area = Math.Sin(edges[row + 1] * Math.PI / 180) - Math.Sin(edges[row] * Math.PI / 180);
            sum += area / 2 * field.Skip(row * columns).Take(columns).Average(v => (double)v);
        }

        return sum;
    }
}
