using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Slams.Hosting.Logging;

/// <summary>Logs on the console: a line for each message, in UTC, repeats limited.</summary>
internal static class ConsoleLogs
{
    public static void AddTo(IHostApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
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
