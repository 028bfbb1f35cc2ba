namespace Slams.Publisher.Files;

/// <summary>Names of runs in paths.</summary>
internal static class RunNames
{
    /// <summary>
    /// A run may be named by anybody: nothing but letters, digits, points, dashes and underscores becomes part of a path, and no point at
    /// either end.
    /// </summary>
    public static string Safe(string runId)
    {
        var safe = string.Concat(runId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')).Trim('.');
        return safe.Length == 0 ? "run" : safe;
    }
}
