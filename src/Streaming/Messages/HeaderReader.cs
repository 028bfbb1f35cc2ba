using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Reads the headers of records in a row. Neighbours mostly share theirs, so that few need a look. Not thread-safe.</summary>
public sealed class HeaderReader
{
    private IReadOnlyDictionary<string, string>? _headers;
    private HeaderFacts _facts = new(RecordKind.Unknown, "", null, default);

    /// <summary>What a record's headers say.</summary>
    public HeaderFacts Read(StoredRecord record)
    {
        if (!ReferenceEquals(record.Headers, _headers))
        {
            (_headers, _facts) = (record.Headers, HeaderFacts.Of(record));
        }

        return _facts;
    }
}
