using Slams.Streaming.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Tests;

public sealed class EventLogsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("log.db")]
    [InlineData("sqlite:")]
    [InlineData("kafka: ")]
    [InlineData("redis:localhost")]
    [InlineData(null)]
    public void An_address_that_is_not_understood_names_its_key_and_the_forms(string? address)
    {
        var exception = Assert.Throws<EventLogException>(() => EventLogs.Open(address!, key: "Slams:Log"));
        Assert.StartsWith("Slams:Log:", exception.Message, StringComparison.Ordinal);
        Assert.Contains("sqlite:FILE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_opened_with_colons_in_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("slams-log-");
        await using (var log = EventLogs.Open($"sqlite:{folder.FullName}/a:b.db", Settings(("synchronous", "normal"))))
        {
            Assert.EndsWith("a:b.db", log.Description, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("sqlite:x.db", "synchronous", "sometimes")]
    [InlineData("sqlite:x.db", "sasl.username", "x")]
    [InlineData("sqlite:x.db", "retention.hours", "-1")]
    [InlineData("sqlite:x.db", "retention.MiB", "much")]
    [InlineData("sqlite:x.db", "retention.uncommitted", "perhaps")]
    [InlineData("sqlite:x.db", "session.timeout.ms", "-1")]
    [InlineData("kafka:127.0.0.1:1", "no.such.setting", "x")]
    [InlineData("kafka:127.0.0.1:1", "slams.transactions", "perhaps")]
    [InlineData("kafka:127.0.0.1:1", "slams.topic.retention.ms", "a week")]
    [InlineData("kafka:127.0.0.1:1", "slams.topics", "x")]
    [InlineData("kafka:127.0.0.1:1", "acks", "1")]
    [InlineData("kafka:127.0.0.1:1", "enable.auto.commit", "true")]
    public void A_setting_that_is_not_accepted_is_named(string address, string name, string value)
    {
        var exception = Assert.Throws<EventLogException>(() => EventLogs.Open(address, Settings((name, value))));
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_settings_pass_through_to_producer_and_consumer()
    {
        var settings = new KafkaSettings(new KafkaLogOptions
        {
            BootstrapServers = "a:1,b:2",
            Settings = Settings(("security.protocol", "sasl_ssl"), ("sasl.mechanisms", "PLAIN"), ("partition.assignment.strategy", "range"), ("session.timeout.ms", "7000")),
        });
        var consumer = settings.Consumer("g", StartAt.Latest, TimeSpan.FromSeconds(10)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var producer = settings.Producer("tx").ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.Equal("sasl_ssl", consumer["security.protocol"]);
        Assert.Equal("PLAIN", producer["sasl.mechanisms"]);
        Assert.Equal(("range", "7000", "latest", "read_committed"), (consumer["partition.assignment.strategy"], consumer["session.timeout.ms"], consumer["auto.offset.reset"], consumer["isolation.level"]));
        // -1 is the protocol's word for "all".
        Assert.Equal(("a:1,b:2", "-1", "tx"), (producer["bootstrap.servers"], producer["acks"], producer["transactional.id"]));
        Assert.True(settings.Transactions);
        Assert.False(settings.AutoCreation);
    }

    [Fact]
    public void On_a_mock_of_its_own_the_client_does_without_transactions_and_topic_administration()
    {
        var settings = new KafkaSettings(new KafkaLogOptions { BootstrapServers = "x:1", Settings = Settings(("test.mock.num.brokers", "1")) });
        Assert.False(settings.Transactions);
        Assert.True(settings.AutoCreation);
    }

    private static Dictionary<string, string> Settings(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => setting.Value);
}
