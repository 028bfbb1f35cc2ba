using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Slams.Hosting.Logging;

/// <summary>
/// Logs on the console: a line for each message, in UTC, repeats limited. <c>Logging:Console:FormatterName</c> is <c>simple</c>, which it is unless
/// given, <c>json</c> or <c>systemd</c>; <c>Logging:Console:FormatterOptions</c> goes before what is set here.
/// </summary>
internal static class ConsoleLogs
{
    private const string Section = "Logging:Console", Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private static readonly string[] Formats = [ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd];

    public static void AddTo(IHostApplicationBuilder builder)
    {
        // AddSimpleConsole would be simple whatever the settings say.
        builder.Logging.AddConsole();
        // Without a name the provider makes up options of its own, from settings of before there were formats.
        builder.Services.AddOptions<ConsoleLoggerOptions>().PostConfigure(console => console.FormatterName ??= ConsoleFormatterNames.Simple).Validate(
            console => Formats.Contains(console.FormatterName, StringComparer.OrdinalIgnoreCase),
            $"{Section}:FormatterName must be {string.Join(", ", Formats[..^1])} or {Formats[^1]}.");
        var given = builder.Configuration.GetSection(Section + ":FormatterOptions");
        builder.Services.Configure<SimpleConsoleFormatterOptions>(simple =>
        {
            (simple.SingleLine, simple.TimestampFormat, simple.UseUtcTimestamp) = (true, Time + " ", true);
            given.Bind(simple);
        });
        builder.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            (json.TimestampFormat, json.UseUtcTimestamp) = (Time, true);
            given.Bind(json);
        });
        if (builder.Services.FirstOrDefault(service => service.ServiceType == typeof(ILoggerProvider) && service.ImplementationType == typeof(ConsoleLoggerProvider)) is not { } console)
        {
            return;
        }

        builder.Services.Remove(console);
        builder.Services.AddSingleton<ConsoleLoggerProvider>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => new RepeatLimitedProvider(
            provider.GetRequiredService<ConsoleLoggerProvider>(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}
