using System.Text.Json;
using System.Text.RegularExpressions;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Images;

/// <summary>The content of the assimilator's image, published as its Dockerfile does and started: it brings .NET itself, and not all of it.</summary>
public sealed partial class PublishedImageTests
{
    /// <summary>Files that differ between a build for any platform and one for this one: the host, lists of what the program depends on.</summary>
    private const long Inexact = 1_000_000;

    [Fact]
    public async Task The_assimilator_is_without_what_only_debuggers_ask_for_and_starts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The image is one for Linux.");
        using var folder = new ScratchFolder();
        var image = folder["app"];
        await PublishAsync("Assimilator", folder["artifacts"], image);

        Assert.NotEmpty(ImageSizeTests.LeftOutOfRuntime);
        var files = Directory.EnumerateFiles(image, "*", SearchOption.AllDirectories).ToList();
        Assert.DoesNotContain(files, file => ImageSizeTests.LeftOutOfRuntime.Contains(Path.GetFileName(file)));
        Assert.Contains(files, file => Path.GetFileName(file) == "libcoreclr.so");
        var listed = Listed(Path.Combine(image, "Slams.Assimilator.deps.json"));
        Assert.Contains("libcoreclr.so", listed);
        Assert.DoesNotContain(listed, ImageSizeTests.LeftOutOfRuntime.Contains);

        var size = ImageSizeTests.Size(files) + ImageSizeTests.Base;
        Assert.True(size < ImageSizeTests.Most, FormattableString.Invariant($"The image is of {size / 1e6:0.0} MB."));
        Assert.InRange(size - ImageSizeTests.Parts("assimilator").Values.Sum(), -Inexact, Inexact);

        await using var worker = ImageProcess.Start("Assimilator", image, folder.FullName, new Dictionary<string, string>
        {
            ["Log__Address"] = "sqlite:" + folder["log.db"],
            ["Assimilator__ModelFolder"] = Path.Combine(image, "model"),
        });
        await worker.WaitForAsync("/health/live", "");
        await worker.WaitForAsync("/health/ready", "");
        // It is loaded once the assimilator is active.
        await worker.WaitForAsync("/metrics", "slams_model_info{model=\"");
        Assert.Equal(0, await worker.AskAsImageDoesAsync());
        Assert.Contains(Path.Combine(image, "libcoreclr.so"), worker.Libraries());
        Assert.Equal(0, await worker.TerminateAsync());
    }

    /// <summary>As the Dockerfile does, for this platform; what is built stays apart from what other tests run.</summary>
    private static async Task PublishAsync(string project, string artifacts, string output)
    {
        var instruction = DockerFile.Of(project).Instructions("RUN")[^1];
        Assert.StartsWith($"dotnet publish src/{project} -c Release -p:SlamsImage=true --os linux ", instruction, StringComparison.Ordinal);
        Assert.Contains("PUBLISH=--self-contained", DockerFile.Of(project).Instructions("ARG"));
        var ended = await Ended.RunAsync(
            "dotnet",
            [
                "publish", Repository.At("src", project), "-c", "Release", "-p:SlamsImage=true", "-r", "linux-x64", "--self-contained", "-o", output, "--artifacts-path", artifacts,
                // No process outlives it, and what analysers say is said by the build.
                "--disable-build-servers", "-m:1", "-p:RunAnalyzers=false", "-v:quiet",
            ],
            Repository.Root);
        Assert.SkipWhen(ended.ExitCode != 0 && Unrestored().IsMatch(ended.Output), "The runtime of linux-x64 is not in the cache of packages and cannot be had:\n" + ended.Output);
        ended.Well();
    }

    /// <summary>Names of all files that the host insists on.</summary>
    private static HashSet<string> Listed(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .SelectMany(library => library.Value.EnumerateObject().Where(part => part.Name is "runtime" or "native"))
            .SelectMany(part => part.Value.EnumerateObject().Select(asset => asset.Name.Split('/')[^1]))
            .ToHashSet();
    }

    /// <summary>A package, or its source, that is not there.</summary>
    [GeneratedRegex("error NU(1101|1102|1103|1301)")]
    private static partial Regex Unrestored();
}
