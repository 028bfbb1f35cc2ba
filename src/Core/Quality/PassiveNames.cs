using System.Diagnostics.CodeAnalysis;

namespace Slams.Core.Quality;

/// <summary>
/// Names of what is carried along and verified, but not assimilated: stations, or platforms of frames. An entry is a name, or the beginning of names
/// and <c>*</c>; upper and lower case differ.
/// </summary>
public sealed class PassiveNames
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _beginnings = [];

    /// <summary>Takes the entries.</summary>
    /// <exception cref="ArgumentException">An entry <see cref="IsEntry">is none</see>.</exception>
    public PassiveNames(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            if (!IsEntry(entry))
            {
                throw new ArgumentException($"'{entry}' is neither a name nor the beginning of names and *.", nameof(entries));
            }

            if (entry.EndsWith('*'))
            {
                _beginnings.Add(entry[..^1]);
            }
            else
            {
                _names.Add(entry);
            }
        }
    }

    /// <summary>Whether a text can be an entry: not empty, and <c>*</c> nowhere but at its end, after at least one character.</summary>
    public static bool IsEntry([NotNullWhen(true)] string? text) =>
        !string.IsNullOrEmpty(text) && text.IndexOf('*', StringComparison.Ordinal) is var star && (star < 0 || (star > 0 && star == text.Length - 1));

    /// <summary>Whether a name is among them.</summary>
    public bool Contains(string name) =>
        _names.Contains(name) || _beginnings.Exists(beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
