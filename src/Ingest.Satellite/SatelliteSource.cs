using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Hosting.Ingest;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Ingest.Satellite;

/// <summary>Satellite files as a source: frames on the model grid, late ones marked.</summary>
public sealed class SatelliteSource(string topic, int partitions, IngestOptions options, FrameFiles files, TimeProvider time, ILogger? logger = null,
    SourceShare? share = null) : IIngestSource
{
    private readonly SatelliteFileReader _reader = new(options, files);

    /// <inheritdoc/>
    public string Name => Share.Name;

    /// <inheritdoc/>
    public SourceShare Share { get; } = share ?? SourceShare.Whole(SatelliteIngest.Source);

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
                yield return item.Frame is { } frame ? new FrameItem(file.Path, frame, item.Format, Name) : IngestItem.Of(file.Path, item.Unreadable!);
            }
        }
    }

    private static SatelliteFrame Late(SatelliteFrame frame, TimeSpan lateBy) => frame with
    {
        Flag = QualityFlag.Late,
        FlagReason = LateRule.Reason(lateBy),
    };

    private sealed record FrameItem(string File, SatelliteFrame Frame, string Format, string Source) : IngestItem(File, Frame.Time, Frame.Flag, Format)
    {
        // Value, valid fraction, number of samples, spread, clear fraction.
        public override long Bytes => 5L * sizeof(float) * Frame.Values.Length;

        public override LogRecord ToRecord(TimeSpan? lateBy) => FrameCodec.ToRecord(lateBy is { } by ? Late(Frame, by) : Frame, Source);
    }
}
