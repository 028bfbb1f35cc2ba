using System.Runtime.CompilerServices;
using System.Text;
using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Hosting.Ingest;
using Slams.Streaming.Messages;

namespace Slams.Ingest.Satellite;

/// <summary>Satellite files as a source: frames on the model grid, late ones marked.</summary>
public sealed class SatelliteSource(string topic, int partitions, IngestOptions options, FrameFiles files, TimeProvider time) : IIngestSource
{
    /// <inheritdoc/>
    public string Name => "satellite";

    /// <inheritdoc/>
    public string Topic => topic;

    /// <inheritdoc/>
    public int Partitions => partitions;

    /// <inheritdoc/>
    public async IAsyncEnumerable<IngestItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var file in InputFiles.EnumerateAsync(options.Paths, options.Watch, options.FollowLinks, time, cancellationToken))
        {
            var path = file.Path;
            if (file.Refused is { } reason)
            {
                yield return IngestItem.Of(path, new DeadLetter(file.Name, 0, reason, Encoding.UTF8.GetBytes(file.Name)));
                continue;
            }

            await foreach (var item in files.ReadFileAsync(path, cancellationToken))
            {
                if (item.Frame is not { } frame)
                {
                    yield return IngestItem.Of(path, item.Unreadable!);
                }
                else if ((options.From is not { } from || frame.Time >= from) && (options.To is not { } to || frame.Time <= to))
                {
                    yield return new IngestItem(
                        path, frame.Time, frame.Flag, lateBy => FrameCodec.ToRecord(lateBy is null ? frame : Late(frame, lateBy.Value), Name))
                    {
                        Format = FrameFiles.Format,
                    };
                }
            }
        }
    }

    private static SatelliteFrame Late(SatelliteFrame frame, TimeSpan lateBy) => frame with
    {
        Flag = QualityFlag.Late,
        FlagReason = FormattableString.Invariant($"{lateBy.TotalMinutes:0} min after its cycle was closed"),
    };
}
