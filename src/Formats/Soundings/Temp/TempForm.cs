using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Temp;

/// <summary>The group that begins a report, <c>TTAA</c> and kin: who sends it, and which part of a sounding it is.</summary>
/// <param name="Kind">TT: land (FM 35). UU: ship (FM 36). II: mobile on land (FM 38).</param>
/// <param name="Part">A and B up to 100 hPa, C and D above; A and C are standard levels, B and D significant ones.</param>
internal readonly record struct TempForm(TempKind Kind, char Part)
{
    /// <summary>Whether there is a form.</summary>
    public bool IsKnown => Kind != TempKind.None;

    /// <summary>Reads the group.</summary>
    public static bool TryParse(ReadOnlySpan<byte> group, out TempForm form)
    {
        form = default;
        if (group.Length != 4 || group[0] != group[1] || group[2] != group[3] || group[3] is not (>= (byte)'A' and <= (byte)'D'))
        {
            return false;
        }

        var kind = group[0] switch { (byte)'T' => TempKind.Land, (byte)'U' => TempKind.Ship, (byte)'I' => TempKind.Mobile, _ => TempKind.None };
        form = new TempForm(kind, (char)group[3]);
        return kind != TempKind.None;
    }

    /// <summary>Whether a line begins with a report: the group, of ships the call sign, and a time.</summary>
    public static bool BeginsReport(ReadOnlySpan<byte> line)
    {
        var groups = new Groups(line);
        return groups.MoveNext() && TryParse(groups.Current, out var form) && groups.MoveNext() && (form.Kind == TempKind.Land || groups.MoveNext())
            && TempTime.TryParse(groups.Current, out _);
    }
}
