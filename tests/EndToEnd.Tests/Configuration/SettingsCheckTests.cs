using Slams.Cli.Configuration;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Configuration;

public sealed class SettingsCheckTests
{
    [Fact]
    public async Task Settings_that_the_workers_take_are_in_order() =>
        Assert.Empty(await ProblemsAsync("--Publisher:OutputFolder", "out", "--Stations:Paths:0", "in", "--Log:Settings:retention.hours", "24"));

    [Theory]
    [InlineData("Run:Partitions", "0", "Run:Partitions must be 1 to 1000, not '0'.")]
    [InlineData("Run:TopicPrefix", "a b", "Run:TopicPrefix must not be empty, and must match `^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$`, not 'a b'.")]
    [InlineData("Log:Address", "", "Log:Address must not be empty, not ''.")]
    [InlineData("Analysis:Steps", "many", "Failed to convert configuration value 'many' at 'Analysis:Steps' to type 'System.Int32'.")]
    [InlineData("Cycle:MaxLead", "01:00:00", "Cycle:MaxLead must be the interval of the cycles at least, or infinite, not '01:00:00'.")]
    [InlineData("Cycle:Late:Bound", "00:00:00", "Cycle:Late:Bound must be positive, not '00:00:00'.")]
    [InlineData("Quality:FutureTolerance", "-00:00:01", "Quality:FutureTolerance must not be negative, not '-00:00:01'.")]
    [InlineData("Stations:Withhold", "1", "Stations:Withhold must be 0 to 0.9, not '1'.")]
    [InlineData("Assimilator:ModelSha256", "12", "Assimilator:ModelSha256 must match `^([0-9A-Fa-f]{64})?$`, not '12'.")]
    [InlineData("Publisher:MaxQueries", "0", "Publisher:MaxQueries must be 1 to 10000, not '0'.")]
    [InlineData("Publisher:Zarr:ShardCycles", "0", "Publisher:Zarr:ShardCycles must be 1 to 10000, not '0'.")]
    [InlineData("Stations:Path:0", "in", "Stations:Path:0: no worker reads this key; is Stations:Paths:N meant?.")]
    [InlineData("Publisher:Colour", "red", "Publisher:Colour: no worker reads this key.")]
    [InlineData("Assimilater:Members", "9", "Assimilater:Members: no worker reads this section.")]
    public async Task A_mistake_is_told_with_key_rule_and_value(string key, string value, string message) =>
        Assert.Contains(message, await ProblemsAsync("--Publisher:OutputFolder", "out", $"--{key}", value));

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var problems = await ProblemsAsync("--Publisher:OutputFolder", "out", "--Run:Partitions", "0", "--Publisher:MaxQueries", "0", "--Run:Typo", "1");

        Assert.Equal(["Publisher:MaxQueries", "Run:Partitions", "Run:Typo"], problems.Select(problem => problem.Split(' ', '.')[0].TrimEnd(':')).Order());
    }

    [Fact]
    public async Task The_command_has_exit_codes()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(folder, "config", "check", "--Publisher:OutputFolder", "out")).Well();
        var wrong = await Worker.RunAsync(folder, "config", "check", "--Run:Partitions", "0");

        Assert.Equal(2, wrong.Badly("Run:Partitions must be 1 to 1000").ExitCode);
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(params string[] settings)
    {
        await using var app = ServiceHost.Create(settings, Repository.Model, ServiceHost.Workers).Build();
        return SettingsCheck.Problems(app);
    }
}
