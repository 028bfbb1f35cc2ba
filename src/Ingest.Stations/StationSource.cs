using System.Runtime.CompilerServices;
using System.Text;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Hosting.Ingest;
using Slams.Streaming.Messages;

namespace Slams.Ingest.Stations;

/// <summary>Station files as a source: read, judged by quality control, a share withheld, late ones marked.</summary>
public sealed class StationSource(
    string topic, int partitions, IngestOptions options, StationFormats formats, ReadingQualityControl quality, TimeProvider time) : IIngestSource
{
    private readonly ReadingHeaders _headers = new("stations");
    private readonly StationHoldout _holdout = new(options.Withhold);

    /// <inheritdoc/>
    public string Name => "stations";

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

            await foreach (var item in formats.ReadFileAsync(path, cancellationToken))
            {
                if (item.Reading is not { } reading)
                {
                    yield return IngestItem.Of(path, item.Unreadable!);
                }
                else if (IsWanted(reading.Time))
                {
                    yield return ToItem(path, _holdout.Apply(quality.Apply(reading)), item.Format);
                }
            }
        }
    }

    private bool IsWanted(DateTimeOffset? time) =>
        time is not { } present || ((options.From is not { } from || present >= from) && (options.To is not { } to || present <= to));

    private IngestItem ToItem(string path, StationReading reading, string format)
    {
        var eventTime = reading.Flag == QualityFlag.BadTime ? null : reading.Time;
        return new IngestItem(path, eventTime, reading.Flag, lateBy => ReadingCodec.ToRecord(lateBy is null ? reading : Late(reading, lateBy.Value), _headers))
        {
            Format = format,
        };
    }

    private static StationReading Late(StationReading reading, TimeSpan lateBy) => reading with
    {
        Flag = QualityFlag.Late,
        FlagReason = FormattableString.Invariant($"{lateBy.TotalMinutes:0} min after its cycle was closed"),
    };
}
