using System.Globalization;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Hosting.Ingest;

/// <summary>How far a source has been appended: the file, the number of items of it, and whether that was the end.</summary>
internal readonly record struct ResumePlace(string File, long Item, bool End)
{
    /// <summary>The place of the next item.</summary>
    public ResumePlace Next(string file) => string.Equals(file, File, StringComparison.Ordinal) ? this with { Item = Item + 1 } : new(file, 1, false);

    /// <summary>Whether this place comes after another in the order of files.</summary>
    public bool IsAfter(ResumePlace other)
    {
        var byFile = string.CompareOrdinal(File, other.File);
        return byFile > 0 || (byFile == 0 && Item > other.Item);
    }

    /// <summary>Text for a progress record.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Item}|{(End ? 1 : 0)}|{File}");

    /// <summary>Finds the last place that a source has written into its topic.</summary>
    public static async Task<ResumePlace> FindAsync(IEventLog log, string topic, string source, CancellationToken cancellationToken)
    {
        var place = new ResumePlace("", 0, false);
        await foreach (var record in log.ScanAsync(topic, [], cancellationToken))
        {
            if (record.KindOf() == RecordKind.Progress && Read(record) is { } progress && progress.Source == source
                && Parse(progress.ResumePosition) is { } found && (found.End || found.IsAfter(place)))
            {
                place = found;
            }
        }

        return place;
    }

    // Whoever assimilates the topic puts what cannot be read into the dead letters.
    private static Progress? Read(StoredRecord record)
    {
        try
        {
            return ProgressCodec.FromRecord(record);
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }

    private static ResumePlace? Parse(string text)
    {
        var parts = text.Split('|', 3);
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            ? new ResumePlace(parts[2], item, parts[1] == "1")
            : null;
    }
}
