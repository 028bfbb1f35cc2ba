using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Slams.Core.Cycles;

namespace Slams.Publisher.Files;

/// <summary>
/// Folders below a root for the files of each cycle, by a template such as <c>{year}/{month}</c>. What it gives never leaves the root: it
/// is made of letters, digits and <c>-_.=</c>, and no folder of it begins with a point.
/// </summary>
internal sealed partial class FileLayout
{
    private const int LongestTemplate = 200;

    /// <summary>The placeholders: what each becomes, and what that looks like.</summary>
    private static readonly Dictionary<string, (Func<DateTime, string, string> Text, string Pattern)> Placeholders = new(StringComparer.Ordinal)
    {
        ["date"] = ((time, _) => Format(time, "yyyyMMdd"), "[0-9]{8}"),
        ["year"] = ((time, _) => Format(time, "yyyy"), "[0-9]{4}"),
        ["month"] = ((time, _) => Format(time, "MM"), "[0-9]{2}"),
        ["day"] = ((time, _) => Format(time, "dd"), "[0-9]{2}"),
        ["cycle"] = ((time, _) => CycleKeys.Of(time), "[0-9]{8}T[0-9]{4}Z"),
        ["run"] = ((_, run) => RunNames.Safe(run), "[A-Za-z0-9_.-]+"),
    };

    private readonly string _template;
    private readonly Regex[] _levels;

    private FileLayout(string template)
    {
        _template = template;
        _levels = template.Length == 0 ? [] : [.. template.Split('/').Select(Pattern)];
    }

    /// <summary>Reads a template; an empty one puts every file into the root itself.</summary>
    /// <exception cref="FormatException">It is none; the message goes after the name of the setting.</exception>
    public static FileLayout Parse(string template) => Problem(template) is { } problem ? throw new FormatException(problem) : new FileLayout(template);

    /// <summary>What is wrong with a template, to go after the name of the setting; null when nothing is.</summary>
    public static string? Problem(string template)
    {
        if (template.Length == 0)
        {
            return null;
        }

        if (template.Length > LongestTemplate)
        {
            return string.Create(CultureInfo.InvariantCulture, $"must have at most {LongestTemplate} characters");
        }

        var unknown = Braced().Matches(template).Select(match => match.Groups[1].Value).FirstOrDefault(name => !Placeholders.ContainsKey(name));
        if (unknown is not null)
        {
            return $"has '{{{unknown}}}', which is none of {string.Join(", ", Placeholders.Keys.Select(name => $"{{{name}}}"))}";
        }

        return template.Split('/').All(level => Level().IsMatch(level))
            ? null
            : $"must be names of folders with '/' between, of letters, digits, -_.= and placeholders, none beginning or ending with a point, not '{template}'";
    }

    /// <summary>The folder of a cycle's files relative to the root, with <c>/</c> between; empty for the root itself.</summary>
    public string FolderOf(Cycle cycle, string runId) =>
        Braced().Replace(_template, match => Placeholders[match.Groups[1].Value].Text(cycle.Time.UtcDateTime, runId));

    /// <summary>The folders below a root that have the form of the template, absolute; those that are there.</summary>
    public IEnumerable<string> Folders(string root) => Directory.Exists(root) ? Below(root, 0) : [];

    /// <summary>Whether a folder that <see cref="Folders"/> gave is that of a cycle, of whatever run.</summary>
    public bool IsFolderOf(string folder, DateTime cycleTime)
    {
        for (var level = _levels.Length - 1; level >= 0; level--, folder = Path.GetDirectoryName(folder)!)
        {
            if (!IsLevelOf(level, Path.GetFileName(folder), cycleTime, null))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether runs have folders of their own.</summary>
    public bool TellsRuns => _template.Contains("{run}", StringComparison.Ordinal);

    /// <summary>Whether a path relative to the root, with <c>/</c> between, is the folder of a cycle of a run; where runs have none of their own, of any.</summary>
    public bool IsPathOf(string path, DateTime cycleTime, string runId)
    {
        var names = path.Length == 0 ? [] : path.Split('/');
        return names.Length == _levels.Length && names.Index().All(name => IsLevelOf(name.Index, name.Item, cycleTime, runId));
    }

    private bool IsLevelOf(int level, string name, DateTime cycleTime, string? runId)
    {
        var match = _levels[level].Match(name);
        return match.Success && !Placeholders.Any(placeholder => (placeholder.Key != "run" || runId is not null)
            && match.Groups[placeholder.Key].Captures.Any(capture => capture.Value != placeholder.Value.Text(cycleTime, runId ?? "")));
    }

    private IEnumerable<string> Below(string folder, int level) => level == _levels.Length
        ? [folder]
        : Directory.EnumerateDirectories(folder).Where(inner => _levels[level].IsMatch(Path.GetFileName(inner))).SelectMany(inner => Below(inner, level + 1));

    private static Regex Pattern(string level)
    {
        var pattern = new StringBuilder("^");
        var end = 0;
        foreach (Match match in Braced().Matches(level))
        {
            var name = match.Groups[1].Value;
            pattern.Append(Regex.Escape(level[end..match.Index])).Append(CultureInfo.InvariantCulture, $"(?<{name}>{Placeholders[name].Pattern})");
            end = match.Index + match.Length;
        }

        return new Regex(pattern.Append(Regex.Escape(level[end..])).Append(@"\z").ToString(), RegexOptions.CultureInvariant);
    }

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([^{}/]*)\}")]
    private static partial Regex Braced();

    // A placeholder stands for a name of its own: what it becomes neither begins nor ends with a point.
    [GeneratedRegex(@"^(?!\.)(?:[A-Za-z0-9_.=-]|\{[a-z]+\})+(?<!\.)\z")]
    private static partial Regex Level();
}
