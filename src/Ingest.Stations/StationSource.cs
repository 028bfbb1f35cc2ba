using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Hosting.Ingest;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Ingest.Stations;

/// <summary>Station files as a source: read, judged by quality control, some withheld, late ones marked.</summary>
public sealed class StationSource(
    string topic, int partitions, IngestOptions options, StationFormats formats, StationQuality quality, TimeProvider time,
    ILogger? logger = null, SourceShare? share = null) : IIngestSource
{
    private readonly ReadingHeaders _headers = new((share ?? SourceShare.Whole(StationIngest.Source)).Name);
    private readonly StationFileReader _reader = new(options, formats, quality);

    /// <inheritdoc/>
    public string Name => Share.Name;

    /// <inheritdoc/>
    public SourceShare Share { get; } = share ?? SourceShare.Whole(StationIngest.Source);

    /// <inheritdoc/>
    public string Topic => topic;

    /// <inheritdoc/>
    public int Partitions => partitions;

    /// <inheritdoc/>
    public InputBacklog Backlog { get; } = new(options.Places(), options.FollowLinks, share);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IngestItem> ReadAsync(IReadOnlyList<string> readBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var file in InputFiles.EnumerateAsync(options, readBefore, Backlog, time, cancellationToken, logger))
        {
            await foreach (var item in _reader.ReadAsync(file, cancellationToken))
            {
                yield return item.Reading is { } reading ? ToItem(file.Path, reading, item.Format)
                    : item.Profile is { } profile ? ToItem(file.Path, profile, item.Format)
                    : IngestItem.Of(file.Path, item.Unreadable!);
            }
        }
    }

    private ReadingItem ToItem(string path, StationReading reading, string format) =>
        new(path, reading.Flag == QualityFlag.BadTime ? null : reading.Time, format, reading, _headers);

    private ProfileItem ToItem(string path, TemperatureProfile profile, string format) =>
        new(path, profile.Flag == QualityFlag.BadTime ? null : profile.Time, format, profile, Name);

    private static StationReading Late(StationReading reading, TimeSpan lateBy) => reading with
    {
        Flag = QualityFlag.Late,
        FlagReason = LateRule.Reason(lateBy),
    };

    private sealed record ReadingItem(string File, DateTimeOffset? EventTime, string Format, StationReading Reading, ReadingHeaders Headers)
        : IngestItem(File, EventTime, Reading.Flag, Format)
    {
        public override LogRecord ToRecord(TimeSpan? lateBy) => ReadingCodec.ToRecord(lateBy is { } by ? Late(Reading, by) : Reading, Headers);
    }

    private sealed record ProfileItem(string File, DateTimeOffset? EventTime, string Format, TemperatureProfile Profile, string Source)
        : IngestItem(File, EventTime, Profile.Flag, Format)
    {
        public override long Bytes => 12L * Profile.Levels.Count;

        public override LogRecord ToRecord(TimeSpan? lateBy) => ProfileCodec.ToRecord(
            lateBy is { } by ? Profile with { Flag = QualityFlag.Late, FlagReason = LateRule.Reason(by) } : Profile, Source);
    }
}
