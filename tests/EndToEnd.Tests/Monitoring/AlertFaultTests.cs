using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slams.Assimilator;
using Slams.EndToEnd.Tests.Support;
using Slams.Testing;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>
/// The shipped alerts on running services with real faults: each fires on its fault, and none on anything else. What is waited for comes on a busy
/// machine too, only later: beside other tests is where this runs.
/// </summary>
[Collection(LongestFirst.Alerts)]
public sealed partial class AlertFaultTests
{
    private const string DiskFilling = "SlamsDiskFilling";

    [Fact]
    public async Task Each_alert_fires_on_a_fault_of_its_own_and_none_before()
    {
        Assert.SkipUnless(PrometheusServer.IsInstalled, "Prometheus is not installed.");
        using var folder = new ScratchFolder();
        // Disks of the services' own: nobody knows what else is on that of the machine.
        using var disk = SmallDisk.Mount(folder.Folder("disk"), sizeMiB: 1024);
        using var liveDisk = SmallDisk.Mount(folder.Folder("live"), sizeMiB: 96);
        var leaveOut = disk is null || liveDisk is null ? DiskFilling : null;
        if (leaveOut is not null)
        {
            TestContext.Current.AddWarning($"No full disk was tried, and {leaveOut} was not looked at: a disk in memory cannot be mounted here.");
        }

        var broker = new MockKafkaCluster();
        using var certificate = new ServerCertificate(folder["server.pem"], folder["server.key"]);
        certificate.Renew(TimeSpan.FromDays(90));
        await using var stations = new StationFeed(folder.Folder("in"));
        await using var services = new MonitoredServices(folder, "live", "sound", "narrow", "wide", "slow", "alone");

        // Cycles of six seconds at the present time, counted without a model; and one of the sample, with the model as it is and with ones whose
        // calibration is damaged, told besides that observations err much more, or less, than they do.
        services.Start("live", "none", [.. Live(folder), "--Kestrel:Certificates:Default:Path=" + certificate.Path, "--Kestrel:Certificates:Default:KeyPath=" + certificate.KeyPath]);
        services.Start("sound", Repository.Model, Sample(folder, "sound"));
        services.Start("wide", Model(folder, "wide", ensembleFactor: 6), [.. Sample(folder, "wide"), "--Analysis:TemperatureErrorK=10"]);
        services.Start(
            "narrow", Model(folder, "narrow", ensembleFactor: 0.02),
            [.. Sample(folder, "narrow"), "--Analysis:TemperatureErrorK=0.5", "--Log:Address=kafka:" + broker.BootstrapServers, .. MockKafkaCluster.ClientSettings.Select(setting => $"--Log:Settings:{setting.Key}={setting.Value}")]);
        await services.WatchAsync();
        Assert.NotEmpty(await services.Prometheus.WaitForSeriesAsync("count(up) == 6"));

        // More members and noise levels than can be analysed by the deadline, on a machine of any speed and with any load, while a day of observations comes in six seconds.
        services.Start(
            "slow", Repository.Model,
            [.. Sample(folder, "slow", "1987-01-22T00:00Z"), "--Stations:Speed=14400", "--Assimilator:Members=1024", "--Analysis:Steps=1000", "--Assimilator:CycleDeadline=00:00:20", "--Assimilator:Attempts=1"]);
        List<string> expected = ["narrow SlamsSpreadCollapse", "wide SlamsSpreadDivergence", "slow SlamsLagRising", "slow SlamsCycleFailed"];
        await services.FireExactlyAsync("damaged calibrations, and an analysis too large for the machine", expected, leaveOut);
        await services.KillAsync("slow");

        stations.SendUnreadable();
        stations.Flood();
        certificate.Renew(TimeSpan.FromDays(10));
        liveDisk?.Fill();
        broker.Dispose();
        expected.AddRange(["live SlamsDeadLetters", "live SlamsRejectionSurge", "live SlamsCertificateEnds", "narrow SlamsLogDown"]);
        expected.AddRange(leaveOut is null ? ["live " + DiskFilling] : []);
        await services.FireExactlyAsync("bad input, a certificate that nobody renews, a full disk, a log that is away", expected, leaveOut);
        await services.ShowFaultsAsync();
        liveDisk?.Clear();

        // While there still is something to publish.
        Directory.Move(folder["live/out"], folder["live/away"]);
        await File.WriteAllTextAsync(folder["live/out"], "", TestContext.Current.CancellationToken);
        expected.AddRange(["live SlamsPublisherFailing", "live SlamsAnalysisOverdue"]);
        await services.FireExactlyAsync("an output folder that is gone", expected, leaveOut);

        await stations.StopAsync();
        expected.Add("live SlamsSourceSilent");
        await services.FireExactlyAsync("a source that stops", expected, leaveOut);

        // An assimilator goes on without them: of two workers that are gone each is told by itself. It is to have CUDA, which this build, and this machine, has not,
        // and was away longer than its log keeps records.
        await OvertakenLog.MakeAsync(folder["disk/alone.db"], AssimilatorOptions.GroupOf("slams"), TestContext.Current.CancellationToken);
        await services.StartAssimilatorAsync("alone", Repository.Model, "--Log:Address=sqlite:" + folder["disk/alone.db"], "--Analysis:Provider=PreferCuda");
        await services.KillAsync("live", "sound", "narrow", "wide");
        // With the publishers goes what read the sources.
        expected.AddRange([" SlamsNobodyActive publisher", " SlamsSourceSilent", "alone SlamsModelOnCpu", "alone SlamsRecordsLost"]);
        await services.FireExactlyAsync("publishers and ingest that are killed, CUDA that cannot be had, and records lost to retention", expected, leaveOut);

        await services.KillAsync("alone");
        await services.AssimilatorStartsNotAsync("alone", Damaged(folder), "analysis.onnx", "--Log:Address=sqlite:" + folder["disk/alone.db"]);
        expected.Add(" SlamsNobodyActive assimilator");
        await services.FireExactlyAsync("an assimilator whose model is damaged", expected, leaveOut);

        var shipped = Name().Matches(await File.ReadAllTextAsync(MonitoredDemo.RulesFile, TestContext.Current.CancellationToken)).Select(match => match.Groups["name"].Value);
        Assert.Equal(shipped.Except([leaveOut]).Order(StringComparer.Ordinal), expected.Select(one => one.Split(' ')[1]).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"- alert: (?<name>\w+)")]
    private static partial Regex Name();

    private static string[] Live(ScratchFolder folder) =>
    [
        "--Log:Address=sqlite:" + folder["live/log.db"], "--Stations:Paths:0=" + folder["in"], "--Stations:Watch=true", "--Cycle:Interval=00:00:06", "--Cycle:AllowedDisorder=00:00:01",
        "--Publisher:Url=https://127.0.0.1:0", "--Publisher:OutputFolder=" + folder["live/out"], "--Publisher:DelayObjective=00:00:06",
        "--Publisher:RetryDelay=00:00:00.2", "--Publisher:MaxRetryDelay=00:00:00.2", "--Publisher:CircuitPause=00:00:00.5",
    ];

    /// <summary>Settings for the bundled sample, whose observations are of 1987: the objective must bear that.</summary>
    private static string[] Sample(ScratchFolder folder, string job, string end = "1987-01-12T07:00Z") =>
    [
        $"--Log:Address=sqlite:{folder["disk"]}/{job}.db", "--Stations:Paths:0=" + Repository.DemoStations, "--Satellite:Paths:0=" + Repository.DemoFrames,
        "--Stations:To=" + end, "--Satellite:To=" + end, "--Stations:Watch=true", "--Satellite:Watch=true", "--Stations:Withhold=0.1", "--Assimilator:Members=4",
        "--Analysis:Threads=1", "--Analysis:GuidanceLevel=1",
        $"--Publisher:OutputFolder={folder["disk"]}/{job}", "--Publisher:Url=http://127.0.0.1:0", "--Publisher:DelayObjective=36500.00:00:00",
    ];

    /// <summary>The bundled model, whose members lie closer to their mean, or further from it.</summary>
    private static string Model(ScratchFolder folder, string name, double ensembleFactor)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Model, "model.json")))!;
        manifest["temperatureInflation"] = new JsonArray(ensembleFactor);
        var model = CopyBut(folder, name, "model.json");
        File.WriteAllText(Path.Combine(model, "model.json"), manifest.ToJsonString());
        return model;
    }

    /// <summary>The bundled model with another bit in a network.</summary>
    private static string Damaged(ScratchFolder folder)
    {
        const string network = "analysis.onnx";
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Model, network));
        bytes[bytes.Length / 2] ^= 1;
        var model = CopyBut(folder, "damaged", network);
        File.WriteAllBytes(Path.Combine(model, network), bytes);
        return model;
    }

    private static string CopyBut(ScratchFolder folder, string name, string file)
    {
        var model = folder.Folder("model-" + name);
        foreach (var one in Directory.EnumerateFiles(Repository.Model).Where(one => Path.GetFileName(one) != file))
        {
            File.CreateSymbolicLink(Path.Combine(model, Path.GetFileName(one)), one);
        }

        return model;
    }
}
