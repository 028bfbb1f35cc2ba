using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Hosting.Ingest;
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
                yield return item.Frame is { } frame ? ToItem(file.Path, frame) : IngestItem.Of(file.Path, item.Unreadable!);
            }
        }
    }

    private IngestItem ToItem(string path, SatelliteFrame frame) =>
        new(path, frame.Time, frame.Flag, lateBy => FrameCodec.ToRecord(lateBy is null ? frame : Late(frame, lateBy.Value), Name))
        {
            Format = FrameFiles.Format,
        };

    private static SatelliteFrame Late(SatelliteFrame frame, TimeSpan lateBy) => frame with
    {
        Flag = QualityFlag.Late,
        FlagReason = FormattableString.Invariant($"{lateBy.TotalMinutes:0} min after its cycle was closed"),
    };
}
