using System.Diagnostics;
using System.Globalization;

namespace Slams.CrashHook;

/// <summary>
/// A place in the course of a worker: <c>cycle[slams.revision=1]/log.outputs:stop@2</c> is the second end of a span
/// <c>log.outputs</c> anywhere within a span <c>cycle</c> whose tag ends with this value.
/// </summary>
internal sealed record CrashPlace(IReadOnlyList<(string Name, string? Tag, string? Value)> Path, bool AtStop, int Time)
{
    public static CrashPlace Parse(string text)
    {
        var at = text.LastIndexOf('@');
        var colon = text.LastIndexOf(':');
        if (colon < 1 || at < colon || text[(colon + 1)..at] is not ("start" or "stop"))
        {
            throw new FormatException($"'{text}' is no place: write SPAN/SPAN:start@1 or SPAN[TAG=VALUE]:stop@2.");
        }

        return new CrashPlace(
            [.. text[..colon].Split('/').Select(Step)], text[(colon + 1)..at] == "stop", int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a span is the one at the end of the path.</summary>
    public bool Matches(Activity span)
    {
        if (!IsAt(span, Path[^1]))
        {
            return false;
        }

        var ancestor = span.Parent;
        for (var step = Path.Count - 2; step >= 0; step--, ancestor = ancestor.Parent)
        {
            while (ancestor is not null && !IsAt(ancestor, Path[step]))
            {
                ancestor = ancestor.Parent;
            }

            if (ancestor is null)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAt(Activity span, (string Name, string? Tag, string? Value) step) =>
        span.OperationName == step.Name
        && (step.Tag is null
            || Convert.ToString(span.GetTagItem(step.Tag), CultureInfo.InvariantCulture)?.EndsWith(step.Value!, StringComparison.OrdinalIgnoreCase) == true);

    private static (string Name, string? Tag, string? Value) Step(string text)
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
        {
            return (text, null, null);
        }

        var tag = text[(bracket + 1)..^1].Split('=', 2);
        return (text[..bracket], tag[0], tag[1]);
    }
}
