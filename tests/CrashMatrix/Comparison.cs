namespace Slams.CrashMatrix;

/// <summary>How a run that was killed compares with an unbroken one.</summary>
/// <param name="EqualFiles">Files with the same bytes.</param>
/// <param name="Files">Files there should be.</param>
/// <param name="Analyses">Records of each cycle and revision in the topic of analyses.</param>
/// <param name="Problems">What is wrong; empty when nothing is.</param>
public sealed record Comparison(int EqualFiles, int Files, string Analyses, IReadOnlyList<string> Problems)
{
    /// <summary>Compares.</summary>
    /// <param name="expected">Of an unbroken run.</param>
    /// <param name="actual">Of one that was killed.</param>
    /// <param name="repeats">Whether outputs may be repeated, with the same bytes, for want of transactions.</param>
    public static Comparison Of(Outputs expected, Outputs actual, bool repeats)
    {
        var problems = new List<string>();
        var equal = expected.Files.Count(file => actual.Files.GetValueOrDefault(file.Key) == file.Value);
        problems.AddRange(expected.Files.Keys.Except(actual.Files.Keys).Select(name => $"{name} is missing"));
        problems.AddRange(actual.Files.Keys.Except(expected.Files.Keys).Select(name => $"{name} should not be there"));
        problems.AddRange(expected.Files.Keys.Intersect(actual.Files.Keys).Where(name => expected.Files[name] != actual.Files[name]).Select(name => $"{name} differs"));

        foreach (var cycle in expected.Analyses.Select(group => group.Key).Union(actual.Analyses.Select(group => group.Key)).Order(StringComparer.Ordinal))
        {
            var count = actual.Analyses[cycle].Count();
            if (count == 0 || (count > 1 && !repeats))
            {
                problems.Add($"{count} analyses of {cycle}");
            }

            if (actual.Analyses[cycle].Any(bytes => !expected.Analyses[cycle].Contains(bytes)))
            {
                problems.Add($"the analysis of {cycle} differs");
            }
        }

        Same("late observations", expected.Late, actual.Late, repeats, problems);
        Same("dead letters", expected.DeadLetters, actual.DeadLetters, false, problems);
        Same("records of ingest", expected.Ingested, actual.Ingested, false, problems);
        return new Comparison(equal, expected.Files.Count, Counts(actual), problems);
    }

    /// <summary>Whether all that is expected is there, for a service that does not end by itself.</summary>
    public static bool IsComplete(Outputs expected, Outputs actual) =>
        expected.Files.All(file => actual.Files.GetValueOrDefault(file.Key) == file.Value)
        && expected.Analyses.All(group => actual.Analyses.Contains(group.Key))
        && actual.Late.Count >= expected.Late.Count;

    private static void Same(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual, bool repeats, List<string> problems)
    {
        var (lost, added) = (Less(expected, actual), Less(actual, expected));
        if (repeats)
        {
            added = [.. added.Where(record => !expected.Contains(record))];
        }

        if (lost.Count > 0 || added.Count > 0)
        {
            problems.Add($"{what}: {lost.Count} lost, {added.Count} too many, of {expected.Count}");
        }
    }

    // The first list less the second, each as often as it is there.
    private static List<string> Less(IReadOnlyList<string> from, IReadOnlyList<string> taken)
    {
        var left = taken.CountBy(record => record).ToDictionary();
        return [.. from.Where(record => (left[record] = left.GetValueOrDefault(record) - 1) < 0)];
    }

    private static string Counts(Outputs outputs)
    {
        var counts = outputs.Analyses.Select(group => group.Count()).ToArray();
        var (least, most) = (counts.DefaultIfEmpty().Min(), counts.DefaultIfEmpty().Max());
        return least == most ? $"{counts.Length} x {most}" : $"{counts.Length} x {least}-{most}";
    }
}
