using System.IO.Compression;
using Slams.Verification.Baselines;

namespace Slams.Verification.Tests.Baselines;

public sealed class BaselineStatisticsFileTests
{
    [Fact]
    public void A_file_gives_back_what_was_written_to_the_eighth_bit()
    {
        using var folder = new ScratchFolder();
        var patterns = TestGrids.Normal(2 * 3 * 32, 7);
        var statistics = ScalarWorld.Statistics with
        {
            Patterns = patterns,
            Covariance = new DenseMatrix(2, 2, [4, 0.5, 0.5, 2]),
            Propagator = new DenseMatrix(2, 2, [0.5, 0.25, -0.25, 0.75]),
            ModelError = new DenseMatrix(2, 2, [1, 0, 0, 1.5]),
            States = 77,
        };
        var path = Path.Combine(folder.Path, BaselineStatisticsFile.FileName);

        BaselineStatisticsFile.Write(path, statistics);
        var read = BaselineStatisticsFile.Read(path);

        Assert.Equal(statistics.Covariance.Values, read.Covariance.Values);
        Assert.Equal(statistics.Propagator.Values, read.Propagator.Values);
        Assert.Equal(statistics.ModelError.Values, read.ModelError.Values);
        Assert.Equal(statistics.ResidualVariance, read.ResidualVariance);
        Assert.Equal((2, 77), (read.Modes, read.States));
        for (var i = 0; i < patterns.Length; i++)
        {
            var largest = patterns.AsSpan(i / 32 * 32, 32).ToArray().Max(Math.Abs);
            Assert.Equal(patterns[i], read.Patterns[i], largest / 127 * 0.5001);
        }
    }

    [Fact]
    public void Something_else_is_refused()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "other.nc.gz");
        using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            file.Write("nothing of the kind"u8);
        }

        Assert.Throws<InvalidDataException>(() => BaselineStatisticsFile.Read(path));
    }
}
