using System.CommandLine;
using System.Text;
using Slams.Cli.Plotting;
using Slams.Pictures.Terminal;

namespace Slams.Cli.Commands;

/// <summary><c>slams show</c>: a field in the terminal.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var files = PlotOptions.Files("Analysis files; two, the earlier first, for an increment.");
        var (level, statistic, range) = (PlotOptions.Level(), PlotOptions.Statistic(), PlotOptions.Range());
        var colours = new Option<TerminalColours?>("--colours") { Description = "full, palette or none; by default what the terminal says it shows." };
        var width = new Option<int?>("--width") { Description = "Width in characters; by default that of the terminal." };
        var command = new Command("show", "Draw the temperature of a level in the terminal.") { files, level, statistic, range, colours, width };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            var request = new FieldRequest(
                result.GetRequiredValue(files), result.GetValue(level), result.GetValue(statistic), result.GetValue(range));
            var fields = request.Read(Console.Error);
            var scale = request.Scale(fields.Select(field => field.Field));
            var terminal = Terminal(result.GetValue(colours), result.GetValue(width));
            foreach (var line in fields.SelectMany(field => TerminalMap.Lines(field.Field, scale, terminal)))
            {
                await Console.Out.WriteLineAsync(line.AsMemory(), cancellationToken);
            }

            return 0;
        }));
        return command;
    }

    private static TerminalAbility Terminal(TerminalColours? colours, int? width)
    {
        (int, int)? window = null;
        if (!Console.IsOutputRedirected)
        {
            // Half blocks are beyond the code pages that Windows begins with.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            window = (Console.WindowWidth, Console.WindowHeight);
        }

        var found = TerminalAbility.Of(Environment.GetEnvironmentVariable, Console.IsOutputRedirected, window);
        return found with { Colours = colours ?? found.Colours, Columns = width ?? found.Columns, Rows = width is null ? found.Rows : null };
    }
}
