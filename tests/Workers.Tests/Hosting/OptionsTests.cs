using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;

namespace Slams.Workers.Tests.Hosting;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Run:TopicPrefix", "no spaces allowed", "TopicPrefix")]
    [InlineData("Run:Partitions", "0", "Partitions")]
    [InlineData("Cycle:AllowedDisorder", "-00:01:00", "AllowedDisorder")]
    [InlineData("Cycle:IdleTimeout", "00:00:00", "IdleTimeout")]
    [InlineData("Cycle:MaxLead", "01:00:00", "MaxLead")]
    [InlineData("Cycle:MaxHeld", "0", "MaxHeld")]
    [InlineData("Run:SessionTimeout", "00:00:00", "SessionTimeout")]
    [InlineData("Log:Address", "", "Address")]
    [InlineData("Ingest:BatchSize", "0", "BatchSize")]
    [InlineData("Ingest:Withhold", "1.5", "Withhold")]
    [InlineData("Ingest:Passive:0", "*72", "'*72'")]
    [InlineData("Ingest:Speed", "-1", "Speed")]
    [InlineData("Ingest:ModelFolder", "", "ModelFolder")]
    public async Task A_wrong_value_stops_the_start_and_the_message_names_the_key(string key, string value, string named)
    {
        using var host = Build((key, value));

        var exception = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Defaults_and_a_model_folder_are_enough_to_start()
    {
        using var host = Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ingest:ModelFolder"] = "models" });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.AddCheckedOptions<RunOptions>(RunOptions.Section);
        builder.AddCheckedOptions<CycleOptions>(CycleOptions.Section);
        builder.AddCheckedOptions<EventLogOptions>(EventLogOptions.Section);
        builder.AddCheckedOptions<IngestOptions>("Ingest");
        return builder.Build();
    }
}
