using System.Security.Cryptography;
using System.Text.Json;
using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class LatestPointerTests
{
    [Fact]
    public async Task Follows_the_newest_cycle_and_its_revisions_and_never_goes_back()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(options => options.Layout = "{date}", folder.Path);

        await publisher.PublishAsync(SyntheticAnalysis.Make(2), SyntheticAnalysis.Make(3));
        Assert.Equal(("19870112T0000Z", 0, "19870112/analysis_19870112T0000Z.nc"), Read(folder.Path));

        await publisher.PublishAsync(SyntheticAnalysis.Make(2, revision: 1));
        Assert.Equal(("19870112T0000Z", 0, "19870112/analysis_19870112T0000Z.nc"), Read(folder.Path));

        await publisher.PublishAsync(SyntheticAnalysis.Make(3, revision: 1));
        Assert.Equal(("19870112T0000Z", 1, "19870112/analysis_19870112T0000Z.nc"), Read(folder.Path));
    }

    [Fact]
    public async Task A_repeat_leaves_it_alone_and_a_restart_goes_on_from_it()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, LatestPointer.FileName);
        await using (var first = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(1));
        }

        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        await using var second = await RunningPublisher.StartAsync(folder: folder.Path);
        await second.PublishAsync(SyntheticAnalysis.Make(1), SyntheticAnalysis.Make(0));

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));
        Assert.Equal(("19870111T1200Z", 0, "analysis_19870111T1200Z.nc"), Read(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{\"cycle\":\"soon\"}")]
    [InlineData("{\"cycle\":\"19870111T06")]
    public async Task One_that_cannot_be_read_is_replaced(string damaged)
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, LatestPointer.FileName), damaged, TestContext.Current.CancellationToken);
        await using var publisher = await RunningPublisher.StartAsync(folder: folder.Path);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));

        Assert.Equal(("19870111T0600Z", 0, "analysis_19870111T0600Z.nc"), Read(folder.Path));
    }

    /// <summary>Cycle, revision and path; what it says of the file must hold.</summary>
    private static (string?, int, string) Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, LatestPointer.FileName)));
        var root = document.RootElement;
        var path = root.GetProperty("path").GetString()!;
        var file = File.ReadAllBytes(Path.Combine(folder, path));
        Assert.Equal(file.Length, root.GetProperty("size").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), root.GetProperty("sha256").GetString());
        Assert.Equal(("test", "ok"), (root.GetProperty("run").GetString(), root.GetProperty("outcome").GetString()));
        Assert.Equal(root.GetProperty("cycle").GetString(), CycleKeys.Of(root.GetProperty("time").GetDateTime()));
        return (root.GetProperty("cycle").GetString(), root.GetProperty("revision").GetInt32(), path);
    }
}
