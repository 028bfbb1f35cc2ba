using Slams.Core.Observations;

namespace Slams.Streaming.Messages;

/// <summary>Headers of one source's readings, made once: at hundreds of thousands of readings a second they would cost as much as the readings.</summary>
/// <param name="source">The ingest source; the same as in its progress records.</param>
public sealed class ReadingHeaders(string source)
{
    private readonly IReadOnlyDictionary<string, string> _timed = RecordHeaders.Of(RecordKind.Reading, source, noTime: false);
    private readonly IReadOnlyDictionary<string, string> _untimed = RecordHeaders.Of(RecordKind.Reading, source, noTime: true);

    internal IReadOnlyDictionary<string, string> For(StationReading reading) => reading.Time is null ? _untimed : _timed;
}
