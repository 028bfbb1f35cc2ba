using System.Diagnostics;
using System.Text;
using Slams.Formats.Analyses;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Analyses;

public sealed class ChecksummedFileTests
{
    [Fact]
    public void The_checksum_is_one_that_sha256sum_accepts_until_the_file_changes()
    {
        using var scratch = new ScratchFolder();
        ChecksummedFile.WriteChanged(scratch["a.nc"], "some bytes"u8.ToArray());

        Assert.Equal("a.nc: OK\n", OutsideTool.Run("sh", "-c", $"cd '{scratch.FullName}' && sha256sum -c --strict a.nc.sha256"));
        File.AppendAllText(scratch["a.nc"], "x");
        Assert.Equal("no\n", OutsideTool.Run("sh", "-c", $"cd '{scratch.FullName}' && sha256sum -c --status a.nc.sha256 || echo no"));
    }

    [Fact]
    public void A_repeat_leaves_both_alone_and_other_bytes_replace_both()
    {
        using var scratch = new ScratchFolder();
        string[] both = [scratch["a.nc"], scratch["a.nc.sha256"]];
        ChecksummedFile.WriteChanged(both[0], "one"u8.ToArray());
        Array.ForEach(both, path => File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch));

        ChecksummedFile.WriteChanged(both[0], "one"u8.ToArray());
        Assert.All(both, path => Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path)));

        ChecksummedFile.WriteChanged(both[0], "two"u8.ToArray());
        Assert.Equal("two", File.ReadAllText(both[0]));
        Assert.Equal(ChecksummedFile.Line("a.nc", "two"u8), File.ReadAllBytes(both[1]));
        Assert.Equal(both, Directory.GetFiles(scratch.FullName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("of something else")]
    public void One_that_is_missing_or_wrong_is_mended_by_writing_the_same_file_again(string? checksum)
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch["a.nc"], "one");
        if (checksum is not null)
        {
            File.WriteAllText(scratch["a.nc.sha256"], checksum);
        }

        ChecksummedFile.WriteChanged(scratch["a.nc"], "one"u8.ToArray());

        Assert.Equal(ChecksummedFile.Line("a.nc", "one"u8), File.ReadAllBytes(scratch["a.nc.sha256"]));
    }

    [Fact]
    public void While_a_file_is_replaced_no_checksum_contradicts_it()
    {
        using var scratch = new ScratchFolder();
        var (path, seen) = (scratch["a.nc"], new List<string>());
        ChecksummedFile.WriteChanged(path, "one"u8.ToArray());
        var thread = Environment.CurrentManagedThreadId;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Slams.Formats",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => Look(),
            ActivityStopped = _ => Look(),
        };
        ActivitySource.AddActivityListener(listener);

        ChecksummedFile.WriteChanged(path, "two"u8.ToArray());

        Assert.Equal(["one with its own", "one with its own", "one with its own", "two without", "two without", "two with its own"], seen);

        void Look()
        {
            if (Environment.CurrentManagedThreadId != thread)
            {
                // Other tests write files of their own at the same time.
                return;
            }

            var content = File.ReadAllText(path);
            var checksum = File.Exists(path + ".sha256") ? File.ReadAllBytes(path + ".sha256") : null;
            var own = ChecksummedFile.Line("a.nc", Encoding.UTF8.GetBytes(content));
            seen.Add($"{content} {(checksum is null ? "without" : checksum.SequenceEqual(own) ? "with its own" : "with another's")}");
        }
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_with_its_checksum_and_nothing_else()
    {
        using var scratch = new ScratchFolder();
        var path = scratch["a.nc"];
        ChecksummedFile.WriteChanged(path, "one"u8.ToArray());
        // A folder in the way of what is written beside the place.
        Directory.CreateDirectory(scratch[$".a.nc.{Environment.ProcessId}.partial"]);

        Assert.ThrowsAny<Exception>(() => ChecksummedFile.WriteChanged(path, "two"u8.ToArray()));

        Assert.Equal("one", File.ReadAllText(path));
        Assert.Equal(ChecksummedFile.Line("a.nc", "one"u8), File.ReadAllBytes(path + ".sha256"));
        Assert.Equal([path, path + ".sha256"], Directory.GetFiles(scratch.FullName).Order(StringComparer.Ordinal));
    }
}
