using System.Security.Cryptography;
using System.Text.Json;
using Slams.Publisher.Configuration;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.ObjectStorage;

public sealed class MotoTests
{
    private const string Script = """
        pointer = json.loads(s3.get_object(Bucket="weather", Key="live/latest.json")["Body"].read())
        found = {}
        for item in s3.list_objects_v2(Bucket="weather")["Contents"]:
            one = s3.get_object(Bucket="weather", Key=item["Key"])
            found[item["Key"]] = dict(
                hex=hashlib.sha256(one["Body"].read()).hexdigest(), type=one["ContentType"], size=one["ContentLength"], meta=one["Metadata"])
        print(json.dumps(dict(pointer=pointer, found=found)))
        """;

    [Fact]
    public async Task A_store_written_by_others_takes_everything_and_gives_it_to_a_client_written_by_others()
    {
        using var moto = await MotoServer.StartAsync();
        moto.Ask("""s3.create_bucket(Bucket="weather")""");
        await using var publisher = await RunningPublisher.StartAsync(options =>
        {
            options.Layout = "{year}/{cycle}";
            options.S3.Add(new S3Options
            {
                Name = "moto",
                Endpoint = moto.Address,
                Bucket = "weather",
                Prefix = "live",
                ForcePathStyle = true,
                AccessKeyId = "any",
                SecretAccessKey = "any",
                Feedback = true,
                Parquet = true,
                Retention = new RetentionOptions { Cycles = 1 },
            });
        });
        await publisher.PublishAsync(SyntheticAnalysis.Make(-1), SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1), SyntheticAnalysis.Make(0));
        await publisher.Feed.CommittedAsync("slams-publisher-s3-moto", 4);
        var file = await publisher.Client.GetByteArrayAsync("api/v1/cycles/latest/file", TestContext.Current.CancellationToken);

        using var seen = JsonDocument.Parse(moto.Ask(Script));
        var (pointer, found) = (seen.RootElement.GetProperty("pointer"), seen.RootElement.GetProperty("found"));
        // The cycle before is gone.
        Assert.Equal(
            ["analysis_19870111T0600Z.nc", "feedback_19870111T0600Z.csv", "feedback_19870111T0600Z.parquet"],
            found.EnumerateObject().Select(stored => stored.Name).Where(name => name != "live/latest.json").Select(name => name["live/1987/19870111T0600Z/".Length..]));
        var analysis = found.GetProperty($"live/{pointer.GetProperty("path").GetString()}");
        Assert.Equal(
            (Convert.ToHexStringLower(SHA256.HashData(file)), file.Length, "application/x-netcdf"),
            (Text("hex"), analysis.GetProperty("size").GetInt32(), Text("type")));
        Assert.Equal(Text("hex"), pointer.GetProperty("sha256").GetString());
        Assert.Equal(("19870111T0600Z", "1"), (Meta("cycle"), Meta("revision")));

        string? Text(string name) => analysis.GetProperty(name).GetString();

        string? Meta(string name) => analysis.GetProperty("meta").GetProperty(name).GetString();
    }
}
