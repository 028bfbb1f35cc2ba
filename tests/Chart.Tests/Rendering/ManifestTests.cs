using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

public sealed class ManifestTests(RenderedCases cases)
{
    [Fact]
    public async Task All_documents_are_of_the_models_of_kubernetes_and_the_prometheus_operator()
    {
        using var folder = new ScratchFolder();
        var texts = ChartCase.All.ToDictionary(one => one.Name, one => cases[one.Name].Text);

        var ended = await ValidateAsync(folder, texts);

        Assert.True(ended.ExitCode == 0, ended.Output + ended.Errors);
        Assert.StartsWith($"{texts.Keys.Sum(name => cases[name].Documents.Count)} documents", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replicas: 2", "replicas: two", "replicas must be integer")]
    [InlineData("interval: 30s", "intervall: 30s", "intervall")]
    [InlineData("kind: StatefulSet", "kind: StatefulSets", "StatefulSets")]
    public async Task The_check_finds_mistakes(string right, string wrong, string complaint)
    {
        using var folder = new ScratchFolder();
        var text = cases["three-nodes"].Text;
        Assert.Contains(right, text, StringComparison.Ordinal);

        var ended = await ValidateAsync(folder, new Dictionary<string, string> { ["wrong"] = text.Replace(right, wrong, StringComparison.Ordinal) });

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(complaint, ended.Output, StringComparison.Ordinal);
    }

    private static async Task<Ended> ValidateAsync(ScratchFolder folder, IReadOnlyDictionary<string, string> texts)
    {
        // Modules are looked for from the script's own place.
        Directory.CreateSymbolicLink(folder["node_modules"], Repository.Tool("manifests", "node_modules"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Manifests", "validate.mjs"), folder["validate.mjs"]);
        foreach (var (name, text) in texts)
        {
            await File.WriteAllTextAsync(folder[name + ".yaml"], text, TestContext.Current.CancellationToken);
        }

        return await Ended.RunAsync("node", ["validate.mjs", .. texts.Keys.Select(name => name + ".yaml")], folder.FullName);
    }
}
