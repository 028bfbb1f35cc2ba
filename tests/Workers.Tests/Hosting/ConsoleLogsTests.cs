using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Slams.Hosting;
using Slams.Hosting.Configuration;

namespace Slams.Workers.Tests.Hosting;

public sealed class ConsoleLogsTests
{
    [Theory]
    [InlineData(null, @"^warn: ingest\[1002\] cannot read it\n$")]
    [InlineData("simple", @"^warn: ingest\[1002\] cannot read it\n$")]
    [InlineData("systemd", @"^<4>ingest\[1002\] cannot read it\n$")]
    public void Lines_have_the_format_that_is_asked_for(string? format, string expected) =>
        Assert.Matches(expected, Write(format).Replace(Environment.NewLine, "\n", StringComparison.Ordinal));

    [Fact]
    public void Json_has_the_event_and_what_the_message_is_made_of()
    {
        using var line = JsonDocument.Parse(Write("json"));

        Assert.Equal(1002, line.RootElement.GetProperty("EventId").GetInt32());
        Assert.Equal("it", line.RootElement.GetProperty("State").GetProperty("What").GetString());
        Assert.EndsWith("Z", line.RootElement.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_settings_say_of_a_format_goes_first()
    {
        using var host = Build("json", ("Logging:Console:FormatterOptions:TimestampFormat", "yyyy"));

        Assert.Equal("yyyy", host.Services.GetRequiredService<IOptions<JsonConsoleFormatterOptions>>().Value.TimestampFormat);
    }

    [Fact]
    public void A_format_that_nobody_knows_is_a_mistake()
    {
        var mistake = Assert.ThrowsAny<Exception>(() => Build("jsn").Services.GetRequiredService<ILoggerFactory>());

        Assert.Equal(["Logging:Console:FormatterName must be simple, json or systemd."], SettingMistakes.Lines(mistake));
    }

    private static string Write(string? format)
    {
        using var host = Build(format);
        var name = host.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        KeyValuePair<string, object?>[] state = [new("What", "it"), new("{OriginalFormat}", "cannot read {What}")];
        using var text = new StringWriter();
        host.Services.GetServices<ConsoleFormatter>().Single(one => one.Name == name)
            .Write(new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Warning, "ingest", new EventId(1002), state, null, (_, _) => "cannot read it"), null, text);
        var line = text.ToString();
        // The time of a simple line is of now.
        return line[(name == ConsoleFormatterNames.Simple ? "yyyy-MM-ddTHH:mm:ss.fffZ ".Length : 0)..];
    }

    private static IHost Build(string? format, params (string Key, string Value)[] settings)
    {
        // As for the workers: its own logs are bound to section Logging.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = false, EnvironmentName = "Production" });
        builder.Configuration["Logging:Console:FormatterName"] = format;
        Array.ForEach(settings, one => builder.Configuration[one.Key] = one.Value);
        builder.AddSlamsDefaults();
        return builder.Build();
    }
}
