using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.ObjectStorage;

public sealed class ZarrObjectsTests
{
    [Fact]
    public async Task A_store_in_a_bucket_is_that_in_a_folder_and_has_its_own_place_in_the_log()
    {
        await using var server = await S3Server.StartAsync();
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(options =>
        {
            (options.Files, options.Zarr.Folder, options.Zarr.ShardCycles) = (false, folder.Path, 2);
            options.S3.Add(ObjectStorageTests.Store(server, "slams/live", s3 => (s3.NetCdf, s3.Zarr) = (false, true)));
        });
        for (var number = 0; number < 3; number++)
        {
            publisher.Feed.Append(SyntheticAnalysis.Make(number));
        }

        publisher.Feed.Append(SyntheticAnalysis.Make(1, revision: 1));
        await publisher.Feed.CommittedAsync("slams-publisher-zarr-one", 4);
        await publisher.Feed.CommittedAsync("slams-publisher-zarr", 4);

        var files = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .ToDictionary(path => "slams/live/" + Path.GetRelativePath(folder.Path, path).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllBytes);
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), server.Objects.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(file.Value, server.Objects[file.Key].Content));
        Assert.Equal(("application/json", "no-cache"), Kind("zarr.json"));
        Assert.Equal(("application/octet-stream", "no-cache"), Kind("air_temperature/c/0/0/0/0"));
        var puts = server.Puts;
        Assert.Equal(1, puts.Count(key => key == "slams/live/test.zarr/lat/c/0"));
        Assert.Equal("slams/live/test.zarr/zarr.json", puts.Where(key => !key.Contains("/c/", StringComparison.Ordinal)).Last());

        publisher.Feed.Append(SyntheticAnalysis.Make(1, revision: 1));
        await publisher.Feed.CommittedAsync("slams-publisher-zarr-one", 5);
        Assert.Equal(puts, server.Puts);

        (string, string) Kind(string key) => (server.Objects[$"slams/live/test.zarr/{key}"].ContentType, server.Objects[$"slams/live/test.zarr/{key}"].CacheControl);
    }
}
