using System.Runtime.CompilerServices;
using Slams.Assimilator;
using Slams.Cli.Configuration;
using Slams.Cli.Diagnosis;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Networks;
using Slams.EndToEnd.Tests.Support;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Streaming;
using Slams.Testing;

namespace Slams.EndToEnd.Tests.Diagnosis;

public sealed class DoctorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Verdict.Ok, 0, "ok       thing: said")]
    [InlineData(Verdict.Warning, 0, "warning  thing: said")]
    [InlineData(Verdict.Failed, 1, "FAILED   thing: said")]
    public async Task Only_what_failed_makes_an_exit_code(object verdict, int code, string line)
    {
        using var output = new StringWriter();

        var given = await new Doctor([new Fixed(new Finding((Verdict)verdict, "thing", "said"))], output).ExamineAsync(Token);

        Assert.Equal((code, line), (given, output.ToString().Trim()));
    }

    [Fact]
    public async Task What_an_examination_throws_is_a_failure_and_the_others_go_on()
    {
        using var output = new StringWriter();

        var code = await new Doctor([new Fixed(null), new Fixed(Finding.Ok("other", $"fine"))], output).ExamineAsync(Token);

        Assert.Equal(1, code);
        Assert.Contains("FAILED   fixed: no finding", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("ok       other: fine", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_of_the_log_are_held_against_the_settings()
    {
        using var folder = new ScratchFolder();
        var address = "sqlite:" + folder["log.db"];
        await using (var log = EventLogs.Open(address))
        {
            await log.EnsureTopicAsync("slams.readings", 2, Token);
        }

        var findings = await ListAsync(new LogExamination(new EventLogOptions { Address = address }, new RunOptions { Partitions = 4 }, TimeProvider.System));

        Assert.Equal(Verdict.Ok, findings[0].Verdict);
        Assert.Contains(findings, finding => finding is { Verdict: Verdict.Failed, Subject: "topic slams.readings", Text: "has 2 partitions where the settings ask for 4" });
        Assert.Contains(findings, finding => finding is { Verdict: Verdict.Warning, Subject: "topic slams.frames" });
    }

    [Fact]
    public async Task A_log_that_is_not_there_yet_is_not_made()
    {
        using var folder = new ScratchFolder();

        var findings = await ListAsync(new LogExamination(new EventLogOptions { Address = "sqlite:" + folder["log.db"] }, new RunOptions(), TimeProvider.System));

        Assert.Equal(Verdict.Warning, Assert.Single(findings).Verdict);
        Assert.False(File.Exists(folder["log.db"]));
    }

    [Fact]
    public async Task Of_a_broker_that_answers_every_topic_is_told_with_its_partitions()
    {
        using var output = new StringWriter();
        using var cluster = new MockKafkaCluster();
        foreach (var (topic, partitions) in new Topics("slams").All(4).Where(one => one.Topic != "slams.late"))
        {
            cluster.CreateTopic(topic, topic == "slams.frames" ? 3 : partitions);
        }

        var code = await new Doctor([Kafka(cluster.BootstrapServers)], output).ExamineAsync(Token);

        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("ok       log: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("ok       topic slams.readings: 4 partitions", lines);
        Assert.Contains("ok       topic slams.analyses: 1 partitions", lines);
        Assert.Contains("FAILED   topic slams.frames: has 3 partitions where the settings ask for 4", lines);
        Assert.Contains("warning  topic slams.late: is not there yet; the workers make it, or slams log create does", lines);
        // The mock does not tell settings.
        Assert.Single(lines, "warning  log: the broker does not tell the settings of topics");
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_told_with_its_address_and_makes_an_exit_code()
    {
        using var output = new StringWriter();
        var address = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}");

        var code = await new Doctor([Kafka(address), new Fixed(Finding.Ok("other", $"fine"))], output).ExamineAsync(Token);

        Assert.Equal(1, code);
        Assert.Matches($"^FAILED   log: .*{address.Replace(".", "\\.", StringComparison.Ordinal)}", output.ToString());
        Assert.Contains("ok       other: fine", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cleanup.policy", "compact", Verdict.Failed)]
    [InlineData("message.timestamp.type", "LogAppendTime", Verdict.Failed)]
    [InlineData("retention.ms", "604800000", Verdict.Warning)]
    [InlineData("replication.factor", "1", Verdict.Warning)]
    [InlineData("retention.ms", "-1", null)]
    [InlineData("cleanup.policy", "delete", null)]
    public void Settings_of_a_topic_that_lose_observations_are_told(string name, string value, object? verdict) => Assert.Equal(
        (Verdict?)verdict, LogExamination.Judge("t", new Dictionary<string, string> { [name] = value }).SingleOrDefault()?.Verdict);

    [Fact]
    public async Task The_model_is_held_against_its_pin_and_the_cycles()
    {
        var right = await ListAsync(Model("", TimeSpan.FromHours(6)));
        var otherCycles = await ListAsync(Model("", TimeSpan.FromHours(3)));
        var noCuda = await ListAsync(Model("", TimeSpan.FromHours(6), ExecutionChoice.PreferCuda));

        Assert.Contains(right, finding => finding is { Verdict: Verdict.Warning, Subject: "model" } && finding.Text.Contains("pin it with", StringComparison.Ordinal));
        Assert.Contains(right, finding => finding is { Subject: "execution provider", Text: "CPUExecutionProvider" });
        Assert.Contains(noCuda, finding => finding is { Verdict: Verdict.Warning, Subject: "execution provider" } && finding.Text.Contains("in place of CUDA", StringComparison.Ordinal));
        Assert.Contains(otherCycles, finding => finding is { Verdict: Verdict.Failed, Subject: "model" });
        await Assert.ThrowsAsync<InvalidDataException>(() => ListAsync(Model(new string('0', 64), TimeSpan.FromHours(6))));

        ModelExamination Model(string pinned, TimeSpan interval, ExecutionChoice provider = ExecutionChoice.Auto) => new(
            new AssimilatorOptions { ModelFolder = Repository.Model, ModelSha256 = pinned }, new AnalystOptions { Provider = provider }, new CycleOptions { Interval = interval }, TimeProvider.System);
    }

    [Fact]
    public async Task Disks_are_told_with_their_room_and_what_cannot_be_written_fails()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["file"], "", Token);

        var findings = await ListAsync(new DiskExamination([("here", folder["not/yet/there"]), ("there", Path.Combine(OperatingSystem.IsLinux() ? "/proc" : folder["file"], "x"))]));

        Assert.Contains("GiB free", findings[0].Text, StringComparison.Ordinal);
        Assert.Equal(Verdict.Failed, findings[1].Verdict);
        Assert.Equal(["file"], Directory.EnumerateFileSystemEntries(folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_clock_is_told()
    {
        var findings = await ListAsync(new ClockExamination(TimeProvider.System));

        Assert.Equal(Verdict.Ok, findings[0].Verdict);
        Assert.NotEqual(Verdict.Failed, findings[^1].Verdict);
    }

    [Theory]
    [InlineData(null, Verdict.Ok)]
    [InlineData("is broken", Verdict.Failed)]
    public async Task A_source_is_as_good_as_its_first_file(string? problem, object verdict)
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["a.csv"], "x", Token);

        var findings = await ListAsync(new SourceExamination("Stations", new IngestOptions { Paths = { folder.FullName } }, (_, _) => Task.FromResult(problem), TimeProvider.System));

        Assert.Equal((Verdict)verdict, Assert.Single(findings).Verdict);
    }

    [Fact]
    public async Task The_command_looks_at_all_that_the_workers_need_and_changes_nothing()
    {
        using var folder = new ScratchFolder();

        var ended = (await Worker.RunAsync(folder, ["doctor", .. Good(folder), "--Publisher:Zarr:Folder", folder["zarr"]])).Well();

        string[] lines =
        [
            "^ok +settings: in order$", "^warning +log: there is no file '.*log\\.db' yet", "^ok +Stations:Paths: [0-9]+ files; the first can be read$",
            "^ok +Satellite:Paths: [0-9]+ files; the first can be read$", "^ok +model: trained for cycles of 06:00:00$", "^ok +execution provider: CPUExecutionProvider$",
            "^ok +clock: ", "^ok +disk: Log:Address: .* GiB free$", "^ok +disk: Publisher:OutputFolder: .* GiB free$", "^ok +disk: Publisher:Zarr:Folder: .* GiB free$",
        ];
        Assert.All(lines, line => Assert.Matches($"(?m){line}", ended.Text.ReplaceLineEndings("\n")));
        Assert.DoesNotContain("FAILED", ended.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullName));
    }

    [Fact]
    public async Task The_command_names_the_key_of_a_wrong_setting_and_looks_no_further()
    {
        using var folder = new ScratchFolder();

        var ended = (await Worker.RunAsync(folder, ["doctor", .. Good(folder), "--Run:Partitions", "0"])).Badly("FAILED   settings: Run:Partitions must be 1 to 1000, not '0'.");

        Assert.Equal(2, ended.ExitCode);
        Assert.DoesNotContain("model", ended.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_read_as_ingest_reads_them()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["stations.csv"], "no station file", Token);
        await File.WriteAllTextAsync(folder["frames.nc"], "no netCDF", Token);
        await using var app = ServiceHost.Create(
            [.. Good(folder), "--Stations:Paths:0", folder["stations.csv"], "--Satellite:Paths:0", folder["frames.nc"]], Repository.Model, [ServiceHost.Stations, ServiceHost.Satellite]).Build();
        using var output = new StringWriter();

        var code = await new Doctor(Examinations.Of(app, [ServiceHost.Stations, ServiceHost.Satellite]), output).ExamineAsync(Token);

        Assert.Equal(1, code);
        Assert.Contains("FAILED   Stations:Paths: 1 files; stations.csv: ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("FAILED   Satellite:Paths: 1 files; frames.nc: ", output.ToString(), StringComparison.Ordinal);
        // Of workers that are not asked for nothing is looked at.
        Assert.DoesNotContain("model", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Publisher:", output.ToString(), StringComparison.Ordinal);
    }

    private static string[] Good(ScratchFolder folder) =>
    [
        "--Log:Address", "sqlite:" + folder["log.db"], "--Stations:Paths:0", Repository.DemoStations, "--Satellite:Paths:0", Repository.DemoFrames,
        "--Publisher:OutputFolder", folder["out"],
    ];

    private static LogExamination Kafka(string bootstrapServers)
    {
        var options = new EventLogOptions { Address = "kafka:" + bootstrapServers };
        foreach (var (name, value) in MockKafkaCluster.ClientSettings)
        {
            options.Settings[name] = value;
        }

        return new LogExamination(options, new RunOptions { Partitions = 4 }, TimeProvider.System) { Patience = TimeSpan.FromSeconds(4) };
    }

    private static async Task<List<Finding>> ListAsync(IExamination examination)
    {
        var findings = new List<Finding>();
        await foreach (var finding in examination.ExamineAsync(Token))
        {
            findings.Add(finding);
        }

        return findings;
    }

    private sealed class Fixed(Finding? finding) : IExamination
    {
        public string Subject => "fixed";

        public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return finding ?? throw new InvalidDataException("no finding");
        }
    }
}
