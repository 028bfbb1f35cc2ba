using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Images;

/// <summary>
/// What an image of a worker weighs, uncompressed, added up without Docker: what is built, as it is published for x64, the model, the shared
/// frameworks of the runtime that these tests run on, less what an image that brings its own leaves out of them, and the system below them.
/// </summary>
public sealed partial class ImageSizeTests
{
    internal const long Most = 200_000_000;

    /// <summary>
    /// The system of the chiseled images: the libraries of libc6 (4.69 MB without converters of character sets), libssl3t64 (7.74), libstdc++6 (2.50) and libgcc-s1 (0.18),
    /// as Debian 13 has them for amd64, in versions that are those of Ubuntu 24.04 or later and larger; ca-certificates with its bundle (0.48) and
    /// base-files (0.42) whole; and 1 MB for what is made there, lists of packages, users and licences. Measured on those packages, not on the image.
    /// </summary>
    internal const long Base = 17_000_000;

    /// <summary>What code that is compiled ahead adds to assemblies: 6.6 MB in the assimilator's image, as the sum over its assemblies, rounded up.</summary>
    private const long CompiledAhead = 7_000_000;

    private static readonly string[] Platforms = ["linux-x64", "linux", "unix"];

    /// <summary>Names, endings and places in packages that images leave out, as the build has them.</summary>
    private static readonly string[] LeftOut = Named("LeaveOutOfImage", "ResolvedFileToPublish");

    /// <summary>Files of .NET that an image with one of its own leaves out.</summary>
    internal static readonly string[] LeftOutOfRuntime = Named("LeaveOutOfRuntime", "LeftOutOfRuntime");

    public static TheoryData<string> Workers => [.. KnownWorker.All.Select(worker => worker.Component)];

    [Theory]
    [MemberData(nameof(Workers))]
    public void An_image_is_under_200_MB(string component)
    {
        var parts = Parts(component);
        var words = string.Join(", ", parts.Select(part => FormattableString.Invariant($"{part.Key} {part.Value / 1e6:0.0}")));
        TestContext.Current.SendDiagnosticMessage($"{component}: {words}");
        Assert.True(parts.Values.Sum() < Most, FormattableString.Invariant($"{component} is of {parts.Values.Sum() / 1e6:0.0} MB: {words}"));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void The_kafka_client_that_needs_nothing_else_stays(string component)
    {
        var folder = Path.GetDirectoryName(Repository.Program(KnownWorker.Of(component).Project, "Slams." + KnownWorker.Of(component).Project))!;

        Assert.Equal(
            ["runtimes/linux-x64/native/centos8-librdkafka.so"],
            Files(folder).Where(file => file.EndsWith("librdkafka.so", StringComparison.Ordinal)));
        Assert.Contains(
            $"dotnet publish src/{KnownWorker.Of(component).Project} -c Release -p:SlamsImage=true ", DockerFile.Of(KnownWorker.Of(component).Project).Instructions("RUN")[^1],
            StringComparison.Ordinal);
    }

    /// <summary>What an image is made of, in bytes.</summary>
    internal static Dictionary<string, long> Parts(string component)
    {
        var project = KnownWorker.Of(component).Project;
        var file = XDocument.Load(Repository.At("src", project, project + ".csproj"));
        var left = file.Descendants("SelfContained").Any() ? LeftOutOfRuntime : [];
        return new()
        {
            ["what is published"] = Published(Path.GetDirectoryName(Repository.Program(project, $"Slams.{project}"))!),
            ["code compiled ahead"] = CompiledAhead,
            ["the model"] = Size(Directory.EnumerateFiles(
                Repository.At("models", "slams-t30"), file.Descendants("PublishedModel").Single().Value)),
            [".NET"] = Framework(typeof(object), left) + Size(Directory.EnumerateFiles(HostFolder, "*", SearchOption.AllDirectories)),
            ["ASP.NET Core"] = Framework(typeof(WebApplication), []),
            ["the system"] = Base,
        };
    }

    private static long Published(string folder) => Size(Files(folder).Select(file => Path.Combine(folder, file)));

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Where(file => file.Split('/') is not ["runtimes", var platform, ..] || Platforms.Contains(platform))
        // What is published for one platform is built into a folder of its name.
        .Where(file => !Platforms.Contains(file.Split('/')[0]))
        .Where(file => !LeftOut.Contains(file) && !LeftOut.Contains(Path.GetFileName(file)) && !LeftOut.Contains(Path.GetExtension(file)));

    /// <summary>What finds .NET and starts it.</summary>
    private static string HostFolder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "host"));

    private static long Framework(Type type, string[] left) =>
        Size(Directory.EnumerateFiles(Path.GetDirectoryName(type.Assembly.Location)!).Where(file => !left.Contains(Path.GetFileName(file))));

    private static string[] Named(string target, string item) => [.. XDocument.Load(Repository.At("src", "Images.props")).Descendants("Target")
        .Where(one => (string?)one.Attribute("Name") == target)
        .SelectMany(one => one.Descendants(item))
        .SelectMany(one => Literal().Matches((string?)one.Attribute("Condition") ?? "").Select(match => match.Groups[1].Value))];

    internal static long Size(IEnumerable<string> files) => files.Sum(file => new FileInfo(file).Length);

    [GeneratedRegex("== '([^']+)'")]
    private static partial Regex Literal();
}
