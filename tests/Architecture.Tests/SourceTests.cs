using System.Text.RegularExpressions;

namespace Slams.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int MostLines = 300;

    /// <summary>Files over the limit, each with the reason. The limit of such a file is what it needs now.</summary>
    private static readonly Dictionary<string, int> LongerWithReason = new(StringComparer.Ordinal)
    {
        // One contract, which both engines inherit.
        ["tests/Streaming.Tests/Contract/EventLogContract.cs"] = 372,
    };

    [Fact]
    public void There_are_sources_to_look_at() => Assert.True(Repository.Sources().Count() > 100);

    [Fact]
    public void One_public_type_per_file()
    {
        var crowded = Repository.Sources()
            .Select(file => (File: Repository.Relative(file), Types: PublicType().Count(File.ReadAllText(file))))
            .Where(found => found.Types > 1);

        Assert.Empty(crowded);
    }

    [Fact]
    public void Public_types_are_in_files_of_their_name()
    {
        var misplaced = Repository.Sources()
            .Select(file => (File: Repository.Relative(file), Type: PublicType().Match(File.ReadAllText(file))))
            .Where(found => found.Type.Success
                && Path.GetFileNameWithoutExtension(found.File).Split('.', '{')[0] != found.Type.Groups["name"].Value);

        Assert.Empty(misplaced.Select(found => found.File));
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var strangers = Repository.Sources()
            .Select(file => (Name: Repository.Relative(file), Namespace: Namespace().Match(File.ReadAllText(file))))
            .Where(found => found.Namespace.Success && found.Namespace.Groups["name"].Value != Expected(found.Name));

        Assert.Empty(strangers.Select(found => found.Name));

        static string Expected(string file) => "Slams." + string.Join('.', file.Split('/')[1..^1]);
    }

    [Fact]
    public void Files_are_short()
    {
        var tooLong = Repository.Files("src").Concat(Repository.Files("tests"))
            .Where(file => Path.GetExtension(file) is ".cs" or ".js" or ".mjs" or ".css" or ".proto")
            .Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(found => found.Lines > LongerWithReason.GetValueOrDefault(found.File, MostLines));

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Clock_comes_from_a_time_provider_and_nobody_sleeps()
    {
        // The trainer is a tool at a terminal: its clock only goes into progress lines.
        var offenders = Repository.Sources()
            .Where(file => !Repository.Relative(file).StartsWith("src/Training/", StringComparison.Ordinal))
            .Where(file => WallClock().IsMatch(File.ReadAllText(file)))
            .Select(Repository.Relative);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Core_does_no_input_or_output()
    {
        var offenders = Repository.Sources("Core").Where(file => InputOutput().IsMatch(File.ReadAllText(file))).Select(Repository.Relative);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var offenders = Repository.Sources().Where(file => LeftForLater().IsMatch(File.ReadAllText(file))).Select(Repository.Relative);

        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|partial|readonly|ref|unsafe) )*(?:class|record struct|record|struct|interface|enum|delegate [\w<>?\[\]]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Utc)?Now\b|\bDateTime\.Today\b|\bThread\.Sleep\b|\bStopwatch\.StartNew\b")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\busing System\.(?:IO|Net|Data)\b|\bFile\.\w+\(|\bDirectory\.\w+\(|\bConsole\.|\bEnvironment\.Get")]
    private static partial Regex InputOutput();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException")]
    private static partial Regex LeftForLater();
}
