using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Slams.Assimilator;
using Slams.Diffusion.Analysts;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

public sealed class StartTests
{
    [Fact]
    public void A_model_folder_that_is_not_there_is_named()
    {
        using var folder = new ScratchFolder();
        var missing = folder["no-such-model"];
        Assert.Contains(missing, Assert.Throws<InvalidDataException>(() => Load(missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_model_is_told_by_the_file()
    {
        using var folder = new ScratchFolder();
        folder.Write("model.json", "{ not json");
        Assert.Contains("model.json", Assert.Throws<InvalidDataException>(() => Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_the_assimilator_ends_and_says_why()
    {
        await using var bench = new AssimilatorBench();
        bench.Analyst.LoadFailure = new InvalidDataException("'models/x': the file score.onnx is damaged");

        await bench.StartAsync();

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => bench.State.Completed.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("score.onnx", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("score.onnx", (await bench.HealthAsync("ready")).Entries["assimilator-ready"].Description, StringComparison.Ordinal);
    }

    private static void Load(string folder) => new LatentAnalystFactory(
        Options.Create(new AssimilatorOptions { ModelFolder = folder }), Options.Create(new AnalystOptions()),
        NullLogger<LatentAnalystFactory>.Instance, TimeProvider.System).Load().Dispose();
}
