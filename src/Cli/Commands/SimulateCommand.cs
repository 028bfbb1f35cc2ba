using System.CommandLine;
using System.Globalization;
using Slams.Verification.Simulation;
using Slams.Verification.Truths;

namespace Slams.Cli.Commands;

/// <summary><c>slams simulate</c>: observes a truth as a network of stations and a satellite would.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var truth = new Option<string>("--truth") { Description = "Nature-run file.", Required = true };
        var sites = new Option<string>("--sites") { Description = "Site list.", DefaultValueFactory = _ => BundledFiles.Sites };
        var output = new Option<string>("--out") { Description = "Folder of the simulated files.", Required = true };
        var seed = new Option<long>("--seed") { Description = "Seed.", DefaultValueFactory = _ => 1 };
        var from = new Option<DateTimeOffset?>("--from") { Description = "First state." };
        var to = new Option<DateTimeOffset?>("--to") { Description = "Last state." };
        var writeTruth = new Option<bool>("--write-truth") { Description = "Write the matching part of the truth beside the observations." };
        var faulty = new Option<double>("--faulty-stations") { Description = "Share of the stations with each of six faults: gross errors, stuck, drifting, displaced, duplicated, time-shifted.", DefaultValueFactory = _ => 0 };
        var command = new Command("simulate", "Simulate observations of a truth.") { truth, sites, output, seed, from, to, writeTruth, faulty };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(() =>
        {
            using var run = NatureRunTruth.Open(result.GetRequiredValue(truth));
            var manifest = ObservingSystemSimulation.Run(
                run,
                SiteList.Read(result.GetRequiredValue(sites)),
                new SimulationRequest
                {
                    System = new ObservingSystem
                    {
                        FaultyStations = result.GetValue(faulty) is var share and not 0 ? new FaultyStations { ShareOfEach = share } : null,
                    },
                    Seed = (ulong)result.GetValue(seed),
                    From = result.GetValue(from),
                    To = result.GetValue(to),
                    OutputFolder = result.GetRequiredValue(output),
                    WriteTruth = result.GetValue(writeTruth),
                    TruthName = Path.GetFileName(result.GetRequiredValue(truth)),
                    SitesName = Path.GetFileName(result.GetRequiredValue(sites)),
                },
                null, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{manifest.Reports:N0} reports over {manifest.Cycles} cycles in {result.GetRequiredValue(output)}"));
            return Task.FromResult(0);
        }));
        return command;
    }
}
