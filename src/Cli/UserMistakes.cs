using Slams.Hosting.Configuration;
using Slams.Streaming.Log;

namespace Slams.Cli;

/// <summary>Turns mistakes a user can mend into one line on the error stream and exit code 2.</summary>
internal static class UserMistakes
{
    /// <summary>Runs a command.</summary>
    public static async Task<int> CatchAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception exception) when (SettingMistakes.Lines(exception) is { } lines)
        {
            foreach (var line in lines)
            {
                await Console.Error.WriteLineAsync($"slams: {line}");
            }

            return SettingMistakes.ExitCode;
        }
        catch (Exception exception) when (exception is AggregateException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            await Console.Error.WriteLineAsync($"slams: the analysis failed: {exception.GetBaseException().Message}");
            return 5;
        }
        catch (Exception exception) when (exception is EventLogException or InvalidDataException
            or IOException or UnauthorizedAccessException or ArgumentException or System.ComponentModel.DataAnnotations.ValidationException)
        {
            await Console.Error.WriteLineAsync($"slams: {exception.Message}");
            return 2;
        }
    }
}
