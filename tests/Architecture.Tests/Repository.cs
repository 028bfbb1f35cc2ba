using System.Xml.Linq;

namespace Slams.Architecture.Tests;

/// <summary>The repository as files: what is read here is what a reader of the source sees.</summary>
internal static class Repository
{
    private static readonly string[] Ignored = ["bin", "obj", ".git", ".vs", ".idea", ".tools", "TestResults", "artifacts", "out", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>Folders of projects by name, for example <c>Core</c>.</summary>
    public static IReadOnlyDictionary<string, string> SourceProjects { get; } = Directory
        .EnumerateDirectories(Path.Combine(Root, "src"))
        .Where(folder => File.Exists(ProjectFile(folder)))
        .ToDictionary(folder => Path.GetFileName(folder), StringComparer.Ordinal);

    /// <summary>Every file that belongs to the repository.</summary>
    public static IEnumerable<string> Files(string under = "") => Walk(Path.Combine(Root, under));

    /// <summary>Source files of the product.</summary>
    public static IEnumerable<string> Sources(string project = "") =>
        Files(Path.Combine("src", project)).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    public static string[] ProjectReferences(string project) =>
        [.. Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Order(StringComparer.Ordinal)];

    public static string[] PackageReferences(string project) => [.. Items(project, "PackageReference").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Items(string project, string element) =>
        XDocument.Load(ProjectFile(SourceProjects[project])).Descendants(element).Select(item => item.Attribute("Include")!.Value);

    private static string ProjectFile(string folder) => Path.Combine(folder, Path.GetFileName(folder) + ".csproj");

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder).Concat(Directory
        .EnumerateDirectories(folder)
        .Where(inner => !Ignored.Contains(Path.GetFileName(inner), StringComparer.Ordinal))
        .SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Slams.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
    }
}
