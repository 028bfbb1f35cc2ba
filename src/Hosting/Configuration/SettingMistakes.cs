using Microsoft.Extensions.Options;
using Slams.Streaming.Log;

namespace Slams.Hosting.Configuration;

/// <summary>Tells mistakes in the settings, and in the files that they name, from failures of the program.</summary>
public static class SettingMistakes
{
    /// <summary>Exit code of a process whose settings are wrong: starting it again does not help.</summary>
    public const int ExitCode = 2;

    /// <summary>What is wrong with the settings, a line for each; null when the exception is about something else.</summary>
    public static IReadOnlyList<string>? Lines(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several when several.InnerExceptions.All(inner => Lines(inner) is not null) =>
            [.. several.InnerExceptions.SelectMany(inner => Lines(inner)!)],
        // The binder says so of a value that is no number, time and so on; it has no exception of its own.
        InvalidOperationException { InnerException: not null, Source: "Microsoft.Extensions.Configuration.Binder" } => [exception.Message],
        EventLogException or InvalidDataException or FileNotFoundException or DirectoryNotFoundException => [exception.Message],
        _ => null,
    };

    /// <summary>Runs a worker; mistakes in its settings become lines on the error stream and <see cref="ExitCode"/>.</summary>
    public static async Task<int> CatchAsync(Func<Task<int>> worker)
    {
        try
        {
            return await worker();
        }
        catch (Exception exception) when (Lines(exception) is { } lines)
        {
            foreach (var line in lines)
            {
                await Console.Error.WriteLineAsync(line);
            }

            return ExitCode;
        }
    }
}
