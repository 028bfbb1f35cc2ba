using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Replay;

[Collection(LongestFirst.Takeovers)]
public sealed class KilledTests(ReferenceReplay reference)
{
    [Fact]
    public async Task Killed_while_reading_and_while_analysing_the_replay_goes_on_to_the_same_bytes()
    {
        using var folder = new ScratchFolder();
        var output = folder.Folder("out");
        var arguments = ReferenceReplay.Arguments(output, "--log", "sqlite:" + folder["log.db"]);

        // First as soon as there is a log, then with the first analyses out.
        await using (var worker = Worker.Slams(folder, arguments))
        {
            await worker.WaitForFilesAsync(folder.FullName, "log.db", 1);
            await worker.KillAsync();
        }

        await using (var worker = Worker.Slams(folder, arguments))
        {
            await worker.WaitForFilesAsync(output, Analyses.Pattern, 2);
            await worker.KillAsync();
        }

        Assert.InRange(Analyses.Names(output).Length, 2, ReferenceReplay.Cycles);
        (await Worker.RunAsync(folder, arguments)).Well();
        Analyses.Same(reference.Out, output);
        Assert.Empty(Directory.EnumerateFiles(output, ".*"));
    }
}
