using System.Security.Cryptography;
using System.Text.Json;
using Slams.Core.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.ObjectStorage;

public sealed class ObjectStorageTests
{
    private const string Group = "slams-publisher-s3-one", First = "19870111T0600Z", Second = "19870111T1200Z";

    [Fact]
    public async Task The_files_are_put_with_media_type_and_metadata_and_then_latest_json_which_points_to_them()
    {
        await using var server = await S3Server.StartAsync();
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(
            options =>
            {
                options.Layout = "{date}/{cycle}";
                options.ParquetFolder = folder.Path;
                options.S3.Add(Store(server, "slams/live", s3 => (s3.Feedback, s3.Parquet) = (true, true)));
            },
            folder.Path);
        await PublishAsync(publisher, 1, SyntheticAnalysis.Make(0, runId: "größe"));
        await publisher.Feed.CommittedAsync("slams-publisher-parquet", 1);

        const string below = $"19870111/{First}";
        (string Name, string Type)[] expected =
        [
            ($"analysis_{First}.nc", "application/x-netcdf"), ($"feedback_{First}.csv", "text/csv; charset=utf-8"),
            ($"feedback_{First}.parquet", "application/vnd.apache.parquet"),
        ];
        Assert.Equal([.. expected.Select(file => $"slams/live/{below}/{file.Name}"), "slams/live/latest.json"], server.Puts);
        foreach (var (name, type) in expected)
        {
            var stored = server.Objects[$"slams/live/{below}/{name}"];
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder.Path, below, name), TestContext.Current.CancellationToken), stored.Content);
            Assert.Equal(type, stored.ContentType);
            Assert.Equal(
                (First, "0", "gr%C3%B6%C3%9Fe", new string('a', 64), Convert.ToHexStringLower(SHA256.HashData(stored.Content))),
                (stored.Metadata["cycle"], stored.Metadata["revision"], stored.Metadata["run"], stored.Metadata["model-hash"], stored.Metadata["sha256"]));
        }

        var pointer = server.Objects["slams/live/latest.json"];
        Assert.Equal(("application/json", "no-cache"), (pointer.ContentType, pointer.CacheControl));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder.Path, "latest.json"), TestContext.Current.CancellationToken), pointer.Content);
        Assert.Equal($"{below}/analysis_{First}.nc", JsonDocument.Parse(pointer.Content).RootElement.GetProperty("path").GetString());
    }

    [Fact]
    public async Task What_is_there_is_not_put_again_and_no_earlier_revision_takes_its_place()
    {
        await using var server = await S3Server.StartAsync();
        await using (var first = await StartAsync(server))
        {
            await PublishAsync(first, 3, SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1), Failed(0, 2));
        }

        var puts = server.Puts;
        Assert.Equal([$"analysis_{First}.nc", "latest.json", $"analysis_{First}.nc", "latest.json"], puts);
        // A group that has lost its offsets begins at the first record again.
        await using var second = await StartAsync(server);
        await PublishAsync(second, 2, SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1));

        Assert.Equal(puts, server.Puts);
        Assert.Equal("1", server.Objects[$"analysis_{First}.nc"].Metadata["revision"]);
    }

    [Fact]
    public async Task The_pointer_never_goes_back_to_an_older_cycle()
    {
        await using var server = await S3Server.StartAsync();
        await using var publisher = await StartAsync(server);
        await PublishAsync(publisher, 3, SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1), SyntheticAnalysis.Make(0, revision: 1));
        Assert.Equal((Second, 0), Pointer());

        await PublishAsync(publisher, 4, SyntheticAnalysis.Make(1, revision: 1));
        Assert.Equal((Second, 1), Pointer());

        (string?, int) Pointer()
        {
            var pointer = JsonDocument.Parse(server.Objects["latest.json"].Content).RootElement;
            var stored = server.Objects[pointer.GetProperty("path").GetString()!];
            Assert.Equal(stored.Metadata["sha256"], pointer.GetProperty("sha256").GetString());
            Assert.Equal(stored.Content.Length, pointer.GetProperty("size").GetInt64());
            return (pointer.GetProperty("cycle").GetString(), pointer.GetProperty("revision").GetInt32());
        }
    }

    [Fact]
    public async Task Wrong_credentials_are_told_by_health_without_the_secret_and_hold_no_other_store_back()
    {
        await using var server = await S3Server.StartAsync();
        const string wrong = "a-secret-that-is-wrong";
        await using var publisher = await RunningPublisher.StartAsync(options =>
        {
            options.S3.Add(Store(server, "", s3 => s3.SecretAccessKey = wrong));
            options.S3.Add(Store(server, "other", s3 => (s3.Name, s3.Layout) = ("two", "{run}")));
        });
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await publisher.Feed.CommittedAsync("slams-publisher-s3-two", 1);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string text;
        do
        {
            text = await publisher.Client.GetStringAsync("health/ready", deadline.Token);
        }
        while (!text.StartsWith("Degraded\npublisher-ready: active; s3-one: ", StringComparison.Ordinal));

        Assert.DoesNotContain(wrong, text, StringComparison.Ordinal);
        Assert.Equal([$"other/test/analysis_{First}.nc", "other/latest.json"], server.Puts);
    }

    internal static S3Options Store(S3Server server, string prefix = "", Action<S3Options>? configure = null)
    {
        var store = new S3Options
        {
            Name = "one",
            Endpoint = server.Address,
            Region = "eu-north-1",
            Bucket = S3Server.Bucket,
            Prefix = prefix,
            ForcePathStyle = true,
            AccessKeyId = S3Server.AccessKey,
            SecretAccessKey = S3Server.Secret,
        };
        configure?.Invoke(store);
        return store;
    }

    private static Task<RunningPublisher> StartAsync(S3Server server) => RunningPublisher.StartAsync(options => options.S3.Add(Store(server)));

    private static async Task PublishAsync(RunningPublisher publisher, long offset, params Analysis[] analyses)
    {
        await publisher.PublishAsync(analyses);
        await publisher.Feed.CommittedAsync(Group, offset);
    }

    private static Analysis Failed(int number, int revision)
    {
        var analysis = SyntheticAnalysis.Make(number, revision, stations: 0);
        var missing = Array.ConvertAll(analysis.MeanK, _ => float.NaN);
        return analysis with { MeanK = missing, SpreadK = missing, Failure = "no memory" };
    }
}
