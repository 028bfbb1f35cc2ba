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

    [Fact]
    public async Task The_check_finds_mistakes()
    {
        using var folder = new ScratchFolder();
        var text = cases["three-nodes"].Text;
        (string Name, string Right, string Wrong, string Complaint)[] mistakes =
        [
            ("value", "replicas: 2", "replicas: two", "replicas must be integer"),
            ("field", "interval: 30s", "intervall: 30s", "intervall"),
            ("kind", "kind: StatefulSet", "kind: StatefulSets", "StatefulSets"),
        ];
        Assert.All(mistakes, mistake => Assert.Contains(mistake.Right, text, StringComparison.Ordinal));

        // All at once: the compiler reads the types for seconds.
        var ended = await ValidateAsync(folder, mistakes.ToDictionary(mistake => mistake.Name, mistake => text.Replace(mistake.Right, mistake.Wrong, StringComparison.Ordinal)));

        Assert.Equal(1, ended.ExitCode);
        var lines = ended.Output.Split('\n');
        Assert.All(mistakes, mistake => Assert.Contains(
            lines, line => line.StartsWith(mistake.Name + ".yaml: ", StringComparison.Ordinal) && line.Contains(mistake.Complaint, StringComparison.Ordinal)));
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
