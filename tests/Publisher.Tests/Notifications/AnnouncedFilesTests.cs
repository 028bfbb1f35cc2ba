using System.Security.Cryptography;
using Slams.Formats.Analyses;
using Slams.Publisher.Notifications;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Notifications;

public sealed class AnnouncedFilesTests
{
    [Fact]
    public async Task A_file_is_read_once_for_all_who_announce_it_until_it_changes()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        using var files = new AnnouncedFiles();
        var path = Path.Combine(folder.Path, "analysis.nc");
        Assert.Null(await files.ReadAsync(path, cancellation));
        Write(0, 1);

        var read = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => files.ReadAsync(path, cancellation)));
        Write(1, 2);
        var revised = await files.ReadAsync(path, cancellation);

        Assert.All(read, file => Assert.Same(read[0], file));
        Assert.Equal((0, 1), (read[0]!.Provenance.Revision, revised!.Provenance.Revision));
        var bytes = await File.ReadAllBytesAsync(path, cancellation);
        Assert.Equal(bytes.Length, revised.Length);
        Assert.Equal(SHA512.HashData(bytes), revised.Sha512.ToArray());

        void Write(int revision, int hours)
        {
            using (var file = File.Create(path))
            {
                AnalysisFile.Write(file, SyntheticAnalysis.Make(0, revision));
            }

            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddHours(hours));
        }
    }
}
