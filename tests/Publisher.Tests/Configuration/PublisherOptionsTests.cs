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
    [InlineData("Group", "")]
    [InlineData("ModelFolder", "no-such-model")]
    [InlineData("MaxCycles", 0)]
    [InlineData("CachedAnalyses", 0)]
    [InlineData("EventBuffer", 0)]
    [InlineData("MaxEventClients", -1)]
    [InlineData("MaxAnswerValues", 0)]
    [InlineData("MaxAnswerCycles", 0)]
    [InlineData("MaxQueries", 0)]
    [InlineData("MaxWaitingQueries", -1)]
    [InlineData("RequestsPerMinute", -1)]
    public void The_message_names_the_key(string key, object value)
    {
        var options = new PublisherOptions { OutputFolder = "out" };
        typeof(PublisherOptions).GetProperty(key)!.SetValue(options, value);

        var result = new PublisherOptionsValidator().Validate(null, options);

        Assert.Contains($"Publisher:{key} ", Assert.Single(result.Failures!), StringComparison.Ordinal);
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
