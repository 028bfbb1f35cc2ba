using System.ComponentModel;
using System.Diagnostics;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Replay;

/// <summary>The init container that fetches the model from object storage, with rclone's stand-in for one: a folder of this machine.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task Rclone_fetches_the_model_with_the_environment_of_the_init_container()
    {
        using var folder = new ScratchFolder();
        var ended = await HelmTool.Of(4).TemplateAsync(
            "--set", "model.source=objectStorage,model.objectStorage.path=slams-t30", "--set", "model.objectStorage.remote.type=alias",
            "--set", "model.objectStorage.remote.remote=" + Repository.At("models"));
        var chart = new RenderedChart(ended.Well().Output, "");
        var container = Assert.Single(chart.Workers.Single(pod => pod.Component == "assimilator").Spec.InitContainers);
        var (model, home) = (folder.Folder("model"), folder.Folder("tmp"));
        var start = new ProcessStartInfo("rclone", container.Args.Select(argument => argument == "/model" ? model : argument)) { RedirectStandardError = true };
        foreach (var (name, value) in Environments.Of(chart, container, "pod-0"))
        {
            start.Environment[name] = value == "/tmp" ? home : value;
        }

        try
        {
            using var rclone = Process.Start(start)!;
            var errors = await rclone.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await rclone.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(rclone.ExitCode == 0, errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip("rclone is not installed.");
        }

        Assert.Equal(
            Directory.EnumerateFiles(Repository.At("models", "slams-t30")).Select(file => (Path.GetFileName(file), new FileInfo(file).Length)).Order(),
            Directory.EnumerateFiles(model).Select(file => (Path.GetFileName(file), new FileInfo(file).Length)).Order());
    }
}
