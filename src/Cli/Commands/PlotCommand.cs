using System.CommandLine;

namespace Slams.Cli.Commands;

/// <summary><c>slams plot</c>: pictures of analysis files.</summary>
internal static class PlotCommand
{
    public static Command Create() => new("plot", "Draw analysis files as PNG.")
    {
        PlotMapCommand.Create(), PlotProfileCommand.Create(), PlotSeriesCommand.Create(),
    };
}
