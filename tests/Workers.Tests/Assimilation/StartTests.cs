using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Slams.Assimilator;
using Slams.Diffusion.Analysts;
using Slams.EndToEnd.Tests.Support;
using Slams.Hosting.Configuration;
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

    [Fact]
    public void A_model_for_another_interval_is_refused_by_the_name_of_the_key()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Load(Repository.Model, TimeSpan.FromHours(3)));
        Assert.Contains("Cycle:Interval is 03:00:00", refused.Message, StringComparison.Ordinal);
        Assert.Contains("06:00:00", refused.Message, StringComparison.Ordinal);
        Load(Repository.Model, TimeSpan.FromHours(6));
    }

    private static void Load(string folder, TimeSpan? interval = null) => new LatentAnalystFactory(
        Options.Create(new AssimilatorOptions { ModelFolder = folder }), Options.Create(new AnalystOptions()),
        Options.Create(new CycleOptions { Interval = interval ?? TimeSpan.FromHours(6) }),
        NullLogger<LatentAnalystFactory>.Instance, TimeProvider.System).Load().Dispose();
}
