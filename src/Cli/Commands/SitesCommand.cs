using System.CommandLine;
using Slams.Verification.Samples;
using Slams.Verification.Simulation;

namespace Slams.Cli.Commands;

/// <summary><c>slams sites</c>: a list of sites from decoded SYNOP reports.</summary>
internal static class SitesCommand
{
    public static Command Create()
    {
        var reports = new Option<string>("--reports") { Description = "CSV of decoded reports.", Required = true };
        var output = new Option<string>("--out") { Description = "Site list to write.", Required = true };
        var command = new Command("sites", "Make a list of sites.") { reports, output };
        command.SetAction((result, _) => UserMistakes.CatchAsync(() =>
        {
            var sites = SynopSiteList.FromReports(result.GetRequiredValue(reports));
            SiteList.Write(result.GetRequiredValue(output), sites);
            Console.WriteLine($"{sites.Count} sites");
            return Task.FromResult(0);
        }));
        return command;
    }
}
