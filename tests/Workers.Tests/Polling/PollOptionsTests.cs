using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;

namespace Slams.Workers.Tests.Polling;

public sealed class PollOptionsTests
{
    [Fact]
    public void What_is_right_passes() => Assert.Empty(SettingRules.Failures("Stations", Options()));

    [Fact]
    public void Without_servers_nothing_is_asked_for()
    {
        var options = new IngestOptions { ModelFolder = "model" };

        Assert.Empty(SettingRules.Failures("Stations", options));
        Assert.Empty(options.Places());
    }

    [Theory]
    [InlineData("http://one.example/{yyyy}/{MM}/{dd}/{HH}{mm}.csv", null)]
    [InlineData("http://one.example/{DDD}.csv", null)]
    [InlineData("ftp://one.example/a.csv", "Url must be an http(s) address")]
    [InlineData("a.csv", "Url must be an http(s) address")]
    [InlineData("http://user:password@one.example/", "Url must be an http(s) address without a user")]
    [InlineData("http://one.example/{hour}.csv", "Url may have {yyyy}, ")]
    [InlineData("http://one.example/{HH.csv", "Url may have {yyyy}, ")]
    public void Addresses_are_checked(string url, string? problem) => Check(options => options.Poll.Http[0].Url = url, problem is null ? null : "Stations:Poll:Http:0:" + problem);

    [Fact]
    public void So_is_the_rest()
    {
        Check(options => options.Watch = false, "Stations:Watch must be true with Poll");
        Check(options => options.Shares = 2, "Stations:Shares must be 1 with Poll");
        Check(options => options.Poll.Spool = "", "Stations:Poll:Spool must be the folder");
        Check(options => options.Poll.Keep = TimeSpan.Zero, "Stations:Poll:Keep must be 01:00:00 to 366.00:00:00");
        Check(options => options.Poll.AllowedNetworks.Add("intranet"), "Stations:Poll:AllowedNetworks must be networks");
        Check(options => options.Poll.Http.Add(options.Poll.Http[0]), "Stations:Poll: the name 'one' is there twice");
        Check(options => options.Poll.Http[0].Name = "one/two", "Stations:Poll:Http:0:Name must not be empty, and must match");
        Check(options => options.Poll.Http[0].Step = TimeSpan.FromMinutes(1), null);
        Check(options => (options.Poll.Http[0].Step, options.Poll.Http[0].LookBack) = (TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)), "Stations:Poll:Http:0:LookBack must be at most 1000 steps");
        Check(options => options.Poll.Http[0].Deadline = TimeSpan.FromSeconds(1), "Stations:Poll:Http:0:Deadline must not be shorter");
        Check(options => options.Poll.Http[0].Pattern = "a/*.csv", "Stations:Poll:Http:0:Pattern must be one of names");
        Check(options => options.Poll.Http[0].Authorization = "Bearer secret\r\nX: y", "Stations:Poll:Http:0:Authorization must be");
    }

    [Fact]
    public void Brokers_are_checked_too()
    {
        Check(options => options.Poll.Mqtt.Add(Mqtt()), null);
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Broker = "mqtts://broker.example:8884")), null);
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Name = "one")), "Stations:Poll: the name 'one' is there twice");
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Broker = "broker.example")), "Stations:Poll:Mqtt:0:Broker must be mqtt(s)://HOST");
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Broker = "mqtts://everyone:everyone@broker.example")), "Stations:Poll:Mqtt:0:Broker must be mqtt(s)://HOST");
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Topics.Clear())), "Stations:Poll:Mqtt:0:Topics must be filters");
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Topics.Add("a/#/b"))), "Stations:Poll:Mqtt:0:Topics must be filters");
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Topics.Add("a/b+"))), "Stations:Poll:Mqtt:0:Topics must be filters");
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Password = "secret")), "Stations:Poll:Mqtt:0:Password goes with a Username");
        Check(options => options.Poll.Mqtt.Add(Mqtt(mqtt => mqtt.Downloads = 0)), "Stations:Poll:Mqtt:0:Downloads must be 1 to 32");

        static MqttOptions Mqtt(Action<MqttOptions>? change = null)
        {
            var mqtt = new MqttOptions { Name = "broker", Broker = "mqtt://broker.example" };
            mqtt.Topics.Add("cache/a/wis2/+/data/#");
            change?.Invoke(mqtt);
            return mqtt;
        }
    }

    [Fact]
    public void Topics_are_checked_too()
    {
        Check(options => options.Poll.Topics.Add(new RawTopicOptions { Name = "raw", Topic = "raw.synop" }), null);
        Check(options => options.Poll.Topics.Add(new RawTopicOptions { Name = "raw", Topic = "" }), "Stations:Poll:Topics:0:Topic must not be empty");
        Check(options => options.Poll.Topics.Add(new RawTopicOptions { Name = "raw", Topic = "a b" }), "Stations:Poll:Topics:0:Topic must");
        Check(options => options.Poll.Topics.Add(new RawTopicOptions { Name = "raw", Topic = "a", Group = "a/b" }), "Stations:Poll:Topics:0:Group must");
    }

    [Fact]
    public void Buckets_are_checked_too()
    {
        Check(options => options.Poll.S3.Add(S3()), null);
        Check(options => options.Poll.S3.Add(S3(s3 => s3.Name = "one")), "Stations:Poll: the name 'one' is there twice");
        Check(options => options.Poll.S3.Add(S3(s3 => s3.Endpoint = "https://store.example/path")), "Stations:Poll:S3:0:Endpoint must be http(s)://HOST");
        Check(options => options.Poll.S3.Add(S3(s3 => s3.Endpoint = "")), "Stations:Poll:S3:0:Region is required");
        Check(options => options.Poll.S3.Add(S3(s3 => s3.Bucket = "a/b")), "Stations:Poll:S3:0:Bucket must be the name");
        Check(options => options.Poll.S3.Add(S3(s3 => s3.Prefix = "{hour}/")), "Stations:Poll:S3:0:Prefix may have");
        Check(options => options.Poll.S3.Add(S3(s3 => s3.SecretAccessKey = "secret")), "Stations:Poll:S3:0:SecretAccessKey and AccessKeyId go together");
        Check(options => options.Poll.S3.Add(S3(s3 => (s3.Anonymous, s3.AccessKeyId, s3.SecretAccessKey) = (true, "id", "secret"))), "Stations:Poll:S3:0:Anonymous goes without");
        Check(options => options.Poll.S3.Add(S3(s3 => s3.LookBack = TimeSpan.Zero)), "Stations:Poll:S3:0:LookBack must be positive");

        static S3PollOptions S3(Action<S3PollOptions>? change = null)
        {
            var s3 = new S3PollOptions { Name = "store", Endpoint = "https://store.example:9000", Bucket = "weather", Prefix = "obs/{yyyy}/{DDD}/" };
            change?.Invoke(s3);
            return s3;
        }
    }

    [Fact]
    public void Times_of_a_template_are_whole_steps_that_lie_back_each_text_once()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 20, 0, TimeSpan.Zero);

        Assert.Equal(
            ["2025-365-2330", "2026-001-0000"], TimeTemplate.Fill("{yyyy}-{DDD}-{HH}{mm}", now, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(30)));
        Assert.Equal(["20251231", "20260101"], TimeTemplate.Fill("{yyyy}{MM}{dd}", now, TimeSpan.FromHours(3), TimeSpan.FromHours(1)));
        Assert.Equal(["2026010100"], TimeTemplate.Fill("{yyyy}{MM}{dd}{HH}", now, TimeSpan.Zero, TimeSpan.FromHours(1)));
        Assert.Equal(["latest"], TimeTemplate.Fill("latest", now, TimeSpan.FromDays(1), TimeSpan.FromHours(1)));
    }

    private static void Check(Action<IngestOptions> change, string? problem)
    {
        var options = Options();
        change(options);
        var failures = SettingRules.Failures("Stations", options).ToArray();

        Assert.Equal(problem is null ? 0 : 1, failures.Distinct().Count());
        Assert.All(failures, failure => Assert.StartsWith(problem!, failure, StringComparison.Ordinal));
        Assert.All(failures, failure => Assert.DoesNotContain("secret", failure, StringComparison.Ordinal));
    }

    private static IngestOptions Options()
    {
        var options = new IngestOptions { ModelFolder = "model", Watch = true };
        options.Poll.Spool = "spool";
        options.Poll.Http.Add(new HttpPollOptions { Name = "one", Url = "https://one.example/a.csv" });
        return options;
    }
}
