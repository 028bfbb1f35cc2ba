using System.Text;

namespace Slams.Architecture.Tests;

public sealed class TextTests
{
    private static readonly string[] TextKinds =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".js", ".mjs", ".css", ".html", ".proto", ".cdl", ".editorconfig",
        ".gitignore", ".yml", ".yaml", "",
    ];

    /// <summary>Folders of one machine and hosts of one network. Written in parts, so that this file does not contain them.</summary>
    private static readonly string[] Forbidden =
        [.. new[] { "work", "tmp", "root", "home", "Users" }.Select(folder => "/" + folder + "/"), "://api." + "nuget", "://pypi" + ".", "://registry" + "."];

    [Fact]
    public void No_file_names_a_place_of_one_machine()
    {
        var offenders =
            from file in TextFiles()
            from word in Forbidden
            where File.ReadAllText(file).Contains(word, StringComparison.Ordinal)
            select $"{Repository.Relative(file)}: {word}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Text_is_utf8_with_unix_lines()
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var offenders = TextFiles().Where(file => !file.EndsWith(".sln", StringComparison.Ordinal)).Where(file =>
        {
            var bytes = File.ReadAllBytes(file);
            strict.GetString(bytes);
            return bytes.Contains((byte)'\r');
        });

        Assert.Empty(offenders.Select(Repository.Relative));
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var broken =
            from file in Repository.Files().Where(file => file.EndsWith(".md", StringComparison.Ordinal))
            from link in Links(File.ReadAllText(file))
            where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#')
            let target = Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0])
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{Repository.Relative(file)}: {link}";

        Assert.Empty(broken);
    }

    private static IEnumerable<string> TextFiles() => Repository.Files().Where(file => TextKinds.Contains(Path.GetExtension(file), StringComparer.Ordinal));

    private static IEnumerable<string> Links(string text)
    {
        for (var start = text.IndexOf("](", StringComparison.Ordinal); start >= 0; start = text.IndexOf("](", start + 2, StringComparison.Ordinal))
        {
            var end = text.IndexOf(')', start);
            if (end > 0)
            {
                yield return text[(start + 2)..end];
            }
        }
    }
}
