using System.Text;

namespace Slams.Formats.Stations.Text;

/// <summary>
/// One string per station instead of one per report. A direct-mapped table: a collision costs a new string, never memory.
/// </summary>
internal sealed class StationIdPool
{
    public const int MaximumBytes = 64;
    private const int Slots = 8192;

    private readonly string?[] _strings = new string?[Slots];

    /// <summary>
    /// The id as a string, empty for a report without identity (its values still count); null when it is too long or holds control
    /// characters or broken UTF-8.
    /// </summary>
    public string? Get(ReadOnlySpan<byte> id)
    {
        if (id.Length is 0 or > MaximumBytes)
        {
            return id.IsEmpty ? "" : null;
        }

        var hash = 2166136261u;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 16777619;
        }

        ref var slot = ref _strings[hash & (Slots - 1)];
        if (slot is null || !Ascii.Equals(id, slot))
        {
            slot = Decode(id);
        }

        return slot;
    }

    private static string? Decode(ReadOnlySpan<byte> id)
    {
        var text = System.Text.Unicode.Utf8.IsValid(id) ? Encoding.UTF8.GetString(id) : "";
        return text.Length == 0 || text.Any(char.IsControl) ? null : text;
    }
}
