using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_failing_write_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "a.nc");
        File.WriteAllText(path, "old");

        Assert.Throws<IOException>(() => AtomicFile.Replace(path, temporary =>
        {
            File.WriteAllText(temporary, "half");
            throw new IOException("disk full");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_target_is_untouched_until_the_new_bytes_are_complete()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "a.nc");
        File.WriteAllText(path, "old");

        AtomicFile.Replace(path, temporary =>
        {
            File.WriteAllText(temporary, "new");
            Assert.Equal("old", File.ReadAllText(path));
            Assert.Empty(Directory.GetFiles(folder.Path, "*.nc").Except([path]));
        });

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Equal_bytes_do_not_touch_the_file()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "a.nc");
        File.WriteAllText(path, "same");
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        AtomicFile.Replace(path, temporary => File.WriteAllText(temporary, "same"));

        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void Leftovers_of_a_killed_process_are_removed_and_nothing_else()
    {
        using var folder = new ScratchFolder();
        var leftover = Path.Combine(folder.Path, ".analysis_19870111T0600Z.nc.0123.part");
        var kept = Path.Combine(folder.Path, "mine.part");
        File.WriteAllText(leftover, "half");
        File.WriteAllText(kept, "whole");

        AtomicFile.RemoveLeftovers(folder.Path);

        Assert.Equal([kept], Directory.GetFiles(folder.Path));
    }
}
