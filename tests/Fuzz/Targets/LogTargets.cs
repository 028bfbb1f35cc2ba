using System.Text;
using Slams.Fuzz.Support;
using Slams.Hosting.Ingest;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Streaming.Sqlite;

namespace Slams.Fuzz.Targets;

/// <summary>What else is read from the log: blocks of the SQLite engine with the headers of their records, and the place that a source goes on from.</summary>
internal static class LogTargets
{
    public static IEnumerable<FuzzTarget> Make() =>
    [
        new("block", ReadBlock, Refusals.BrokenLog),
        new("headers", bytes => Look(new HeaderText().Read(bytes)), Refusals.None),
        new("resume", ReadResume, Refusals.None),
    ];

    private static void ReadBlock(byte[] bytes)
    {
        var block = new BlockReader(bytes, "topic", 0, 7, new HeaderText(), new TextPool());
        while (block.HasMore)
        {
            Look(block.Next().Headers);
        }
    }

    private static void Look(IReadOnlyDictionary<string, string>? headers)
    {
        if (headers is not null)
        {
            var record = new StoredRecord("topic", 0, 7, "key", default, FixedClock.Now, headers);
            _ = (HeaderFacts.Of(record), record.RevisionOf(), record.HasFailed(), MessageJson.Line(record));
        }
    }

    private static void ReadResume(byte[] bytes)
    {
        if (ResumeNote.Parse(Encoding.UTF8.GetString(bytes)) is not { } note)
        {
            return;
        }

        var again = ResumeNote.Parse(note.ToText());
        if (again?.Place != note.Place || !(again.Others ?? []).SequenceEqual(note.Others ?? []))
        {
            throw new InvalidOperationException("A place that was read and written is another.");
        }

        _ = note.Places.Sum(place => note.ItemsOf(place.File) % 1000);
    }
}
