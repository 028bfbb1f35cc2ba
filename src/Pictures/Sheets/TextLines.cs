namespace Slams.Pictures.Sheets;

/// <summary>Breaks text between its parts.</summary>
internal static class TextLines
{
    private const string Separator = " · ";

    /// <summary>Lines no wider than asked for, broken at the dots between parts; a part that is wider by itself stands alone.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, Func<string, double> measure)
    {
        var lines = new List<string>();
        foreach (var part in text.Split(Separator))
        {
            if (lines.Count > 0 && measure(lines[^1] + Separator + part) <= width)
            {
                lines[^1] += Separator + part;
            }
            else
            {
                lines.Add(part);
            }
        }

        return lines;
    }
}
