using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Analyses;

namespace Slams.EndToEnd.Tests.Workers;

public sealed class FourProcessesTests(ReferenceReplay reference)
{
    [Fact]
    public async Task Four_processes_that_share_only_a_log_give_the_fields_of_one()
    {
        using var folder = new ScratchFolder();
        var output = folder.Folder("out");
        string[] shared = ["--Log:Address", "sqlite:" + folder["log.db"]];
        await using var publisher = Worker.Start(
            folder, "Publisher", "Slams.Publisher", [.. shared, "--Publisher:OutputFolder", output, "--Publisher:Url", "http://127.0.0.1:0"]);
        await using var assimilator = Worker.Start(
            folder, "Assimilator", "Slams.Assimilator",
            [.. shared, "--Assimilator:ModelFolder", Repository.Model, "--Assimilator:Members", "2", "--Assimilator:Seed", "1"]);
        await using var stations = Worker.Start(
            folder, "Ingest.Stations", "Slams.Ingest.Stations",
            [.. shared, "--Stations:Paths:0", Repository.DemoStations, "--Stations:To", ReferenceReplay.End, "--Stations:ModelFolder", Repository.Model,
                "--Stations:Withhold", "0.1"]);
        await using var satellite = Worker.Start(
            folder, "Ingest.Satellite", "Slams.Ingest.Satellite",
            [.. shared, "--Satellite:Paths:0", Repository.DemoFrames, "--Satellite:To", ReferenceReplay.End, "--Satellite:ModelFolder", Repository.Model]);

        await publisher.WaitForFilesAsync(output, Analyses.Pattern, ReferenceReplay.Cycles);

        Assert.Equal(Analyses.Names(reference.Out), Analyses.Names(output));
        Assert.All(Analyses.Names(output), name =>
        {
            var (expected, actual) = (AnalysisFile.Read(Path.Combine(reference.Out, name)), AnalysisFile.Read(Path.Combine(output, name)));
            Assert.Equal(expected.MeanK, actual.MeanK);
            Assert.Equal(expected.SpreadK, actual.SpreadK);
            Assert.Equal(expected.Provenance.InputCounts, actual.Provenance.InputCounts);
        });
    }
}
