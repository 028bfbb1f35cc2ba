using System.Globalization;
using Slams.Core.Observations;
using Slams.Formats.Content;

namespace Slams.Cli.Decoding;

/// <summary>Counts what was decoded, and tells of what could not be read.</summary>
internal sealed class DecodeTally(TextWriter messages)
{
    private readonly SortedDictionary<QualityFlag, long> _flags = [];

    private long _unchecked;

    /// <summary>Records and files that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Counts an observation.</summary>
    public void Add(QualityFlag flag) => _flags[flag] = _flags.GetValueOrDefault(flag) + 1;

    /// <summary>Counts an observation that no check looked at.</summary>
    public void AddUnchecked() => _unchecked++;

    /// <summary>Counts a dead letter and writes a line with its place and reason.</summary>
    public Task AddAsync(DeadLetter letter)
    {
        Unreadable++;
        var place = letter.Record > 0 ? string.Create(CultureInfo.InvariantCulture, $"{letter.Source}:{letter.Record}") : letter.Source;
        return messages.WriteLineAsync($"unreadable: {Printable.Of(place)}: {Printable.Of(letter.Reason)}");
    }

    /// <summary>Writes the sums.</summary>
    public Task WriteAsync(int files)
    {
        var flags = string.Concat(_flags.Select(flag => string.Create(CultureInfo.InvariantCulture, $", {flag.Key} {flag.Value}")));
        return messages.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"files {files}, decoded {_flags.Values.Sum() + _unchecked}, unreadable {Unreadable}{flags}"));
    }
}
