using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;
using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Configuration;

public sealed class PublisherOptionsTests
{
    [Fact]
    public void Defaults_with_a_folder_are_valid_and_listen_on_loopback()
    {
        var options = new PublisherOptions { OutputFolder = "out" };

        Assert.True(new PublisherOptionsValidator().Validate(null, options).Succeeded);
        Assert.True(new Uri(options.Url).IsLoopback);
    }

    [Theory]
    [InlineData("OutputFolder", "")]
    [InlineData("Url", "ftp://127.0.0.1:21")]
    [InlineData("Url", "8080")]
    [InlineData("TopicPrefix", " ")]
    [InlineData("ModelFolder", "no-such-model")]
    [InlineData("MaxCycles", 0)]
    [InlineData("CachedAnalyses", 0)]
    [InlineData("EventBuffer", 0)]
    [InlineData("MaxEventClients", -1)]
    [InlineData("MaxAnswerValues", 0)]
    [InlineData("MaxAnswerCycles", 0)]
    [InlineData("MaxQueries", 0)]
    [InlineData("MaxWaitingQueries", -1)]
    [InlineData("MaxUnsentBytes", 0)]
    [InlineData("RequestsPerMinute", -1)]
    [InlineData("Layout", "{date}/../{cycle}")]
    [InlineData("Layout", "{hour}")]
    public void The_message_names_the_key(string key, object value)
    {
        var options = new PublisherOptions { OutputFolder = "out" };
        typeof(PublisherOptions).GetProperty(key)!.SetValue(options, value);

        var result = new PublisherOptionsValidator().Validate(null, options);

        Assert.Contains($"Publisher:{key} ", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Files", "nothing")]
    [InlineData("Notifications", "topic")]
    [InlineData("Notifications", "webhook")]
    [InlineData("Retention", "retention")]
    public void Without_files_the_message_names_what_needs_them(string key, string fault)
    {
        var options = new PublisherOptions { Files = false, FeedbackTopic = fault != "nothing" };
        options.Notifications.Topic = fault == "topic";
        options.Retention.Cycles = fault == "retention" ? 3 : 0;
        if (fault == "webhook")
        {
            options.Notifications.Webhooks.Add(new WebhookOptions { Name = "first", Url = "https://one.example/" });
        }

        Assert.Contains($"Publisher:{key} ", Assert.Single(new PublisherOptionsValidator().Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zarr:ShardCycles", "shard")]
    [InlineData("Notifications:PublicUrl", "public")]
    [InlineData("Notifications:Webhooks:1:Name", "no-name")]
    [InlineData("Notifications:Webhooks:1:Name", "same-name")]
    [InlineData("Notifications:Webhooks:1:Url", "url")]
    [InlineData("Notifications:Webhooks:1:Secret", "short-secret")]
    [InlineData("Notifications:Webhooks:1:Timeout", "no-time")]
    public void The_message_names_the_key_of_an_export(string key, string fault)
    {
        var options = new PublisherOptions { OutputFolder = "out" };
        options.Zarr.ShardCycles = fault == "shard" ? 0 : 1;
        options.Notifications.PublicUrl = fault == "public" ? "slams.example" : "https://slams.example/";
        options.Notifications.Webhooks.Add(new WebhookOptions { Name = "first", Url = "https://one.example/" });
        options.Notifications.Webhooks.Add(new WebhookOptions
        {
            Name = fault switch { "no-name" => "", "same-name" => "first", _ => "second" },
            Url = fault == "url" ? "one.example" : "https://one.example/",
            Secret = fault == "short-secret" ? "c2VjcmV0" : "",
            Timeout = fault == "no-time" ? TimeSpan.Zero : TimeSpan.FromSeconds(1),
        });

        var result = new PublisherOptionsValidator().Validate(null, options);

        Assert.Contains($"Publisher:{key} ", Assert.Single(result.Failures!), StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Retention:Age", "age")]
    [InlineData("Retention:Cycles", "too-many")]
    [InlineData("Retention:Cycles", "too-few")]
    [InlineData("Zarr:Retention:Age", "zarr-age")]
    [InlineData("Zarr:Retention:Cycles", "zarr-cycles")]
    [InlineData("Zarr:Retention", "zarr-nowhere")]
    [InlineData("S3:1:Retention:Age", "s3-age")]
    [InlineData("S3:1:Retention:Cycles", "s3-cycles")]
    [InlineData("S3:1:Name", "no-name")]
    [InlineData("S3:1:Name", "same-name")]
    [InlineData("S3:1:Endpoint", "endpoint")]
    [InlineData("S3:1:Endpoint", "endpoint-path")]
    [InlineData("S3:1:Region", "nowhere")]
    [InlineData("S3:1:Bucket", "bucket")]
    [InlineData("S3:1:Prefix", "prefix")]
    [InlineData("S3:1:Layout", "layout")]
    [InlineData("S3:1:SecretAccessKey", "no-id")]
    [InlineData("S3:1:Timeout", "no-time")]
    [InlineData("S3:1:NetCdf", "nothing")]
    [InlineData("S3:1:Parquet", "table-alone")]
    public void The_message_names_the_key_of_retention_and_object_storage(string key, string fault)
    {
        var options = new PublisherOptions { OutputFolder = "out", MaxCycles = 10 };
        options.Retention.Age = TimeSpan.FromHours(fault == "age" ? -1 : 1);
        options.Retention.Cycles = fault switch { "too-many" => 11, "too-few" => -1, _ => 10 };
        options.Zarr.Folder = fault == "zarr-nowhere" ? "" : "zarr";
        options.Zarr.Retention = Keeps("zarr", "zarr-nowhere");
        options.S3.Add(new S3Options { Name = "first", Bucket = "weather", Region = "eu-north-1" });
        options.S3.Add(new S3Options
        {
            Name = fault switch { "no-name" => "", "same-name" => "first", _ => "second" },
            Endpoint = fault switch { "endpoint" => "store.example", "endpoint-path" => "https://store.example/path", "nowhere" => "", _ => "https://store.example:9000" },
            Bucket = fault == "bucket" ? "a/b" : "weather",
            Prefix = fault == "prefix" ? "/live" : "slams/live",
            Layout = fault == "layout" ? "{date}/.." : null,
            AccessKeyId = fault == "no-id" ? "" : "id",
            SecretAccessKey = "not-to-be-told",
            Timeout = fault == "no-time" ? TimeSpan.Zero : TimeSpan.FromSeconds(1),
            NetCdf = fault is not ("nothing" or "table-alone"),
            Parquet = fault == "table-alone",
            Zarr = fault == "table-alone",
            Retention = Keeps("s3", "none"),
        });

        var result = new PublisherOptionsValidator().Validate(null, options);

        Assert.Contains($"Publisher:{key} ", Assert.Single(result.Failures!), StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-told", result.FailureMessage, StringComparison.Ordinal);

        RetentionOptions Keeps(string which, string withoutPlace) => new()
        {
            Age = TimeSpan.FromHours(fault == which + "-age" ? -1 : fault == withoutPlace ? 1 : 0),
            Cycles = fault == which + "-cycles" ? -1 : 0,
        };
    }

    [Fact]
    public void Buckets_and_retention_come_from_the_configuration()
    {
        var options = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Publisher:Retention:Age"] = "30.00:00:00",
            ["Publisher:Zarr:Retention:Cycles"] = "7",
            ["Publisher:S3:0:Name"] = "one",
            ["Publisher:S3:0:Retention:Age"] = "3.00:00:00",
            ["Publisher:S3:1:Name"] = "two",
            ["Publisher:S3:1:Layout"] = "",
        }).Build().GetSection(PublisherOptions.Section).Get<PublisherOptions>()!;

        Assert.Equal((TimeSpan.FromDays(30), 7), (options.Retention.Age, options.Zarr.Retention.Cycles));
        Assert.Equal([TimeSpan.FromDays(3), TimeSpan.Zero], options.S3.Select(store => store.Retention.Age));
        Assert.Equal([("one", null), ("two", "")], options.S3.Select(store => (store.Name, store.Layout)));
    }

    [Theory]
    [InlineData("live", "live.zarr")]
    [InlineData("../../etc", "_.._etc.zarr")]
    [InlineData("a b/c", "a_b_c.zarr")]
    [InlineData("..", "run.zarr")]
    public void A_run_of_any_name_has_a_store_within_the_folder(string run, string store) =>
        Assert.Equal(store, ZarrSink.StoreName(run));

    [Theory]
    [InlineData("maps.example", false)]
    [InlineData("https://maps.example/path", false)]
    [InlineData("https://maps.example/", false)]
    [InlineData("https://maps.example:8443", true)]
    [InlineData("*", true)]
    public void Origins_have_nothing_after_host_and_port(string origin, bool valid)
    {
        var options = new PublisherOptions { OutputFolder = "out", CorsOrigins = { origin } };

        var result = new PublisherOptionsValidator().Validate(null, options);

        Assert.Equal(valid, result.Succeeded);
        Assert.True(valid || result.FailureMessage!.Contains("Publisher:CorsOrigins ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_without_a_folder_refuses_to_start_and_names_the_key()
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(
            () => RunningPublisher.StartAsync(options => options.OutputFolder = ""));

        Assert.Contains("Publisher:OutputFolder is required", problem.Message, StringComparison.Ordinal);
    }
}
