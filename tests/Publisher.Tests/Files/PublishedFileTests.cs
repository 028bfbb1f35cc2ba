using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class PublishedFileTests
{
    [Fact]
    public void A_failing_write_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "a.nc");
        File.WriteAllText(path, "old");

        Assert.Throws<IOException>(() => PublishedFile.Write(path, checksum: false, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("disk full");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Equal_bytes_do_not_touch_the_file_and_others_replace_it()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "new", "a.nc");
        PublishedFile.Write(path, checksum: false, stream => stream.Write("same"u8));
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        PublishedFile.Write(path, checksum: false, stream => stream.Write("same"u8));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));

        PublishedFile.Write(path, checksum: false, stream => stream.Write("else"u8));
        Assert.Equal("else", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }
}
