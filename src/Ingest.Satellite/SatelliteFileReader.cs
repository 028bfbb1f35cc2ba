using System.Runtime.CompilerServices;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Frames;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Satellite;

/// <summary>Satellite files as ingest takes them: read, brought onto the model grid, cut to the period, those of passive platforms marked.</summary>
public sealed class SatelliteFileReader(IngestOptions options, FrameFiles files)
{
    private readonly PassiveNames _passive = new(options.Passive);

    /// <summary>Reads one file; a refused one is a dead letter.</summary>
    public async IAsyncEnumerable<FrameItem> ReadAsync(InputFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file.ToDeadLetter() is { } refused)
        {
            yield return FrameItem.Of(refused);
            yield break;
        }

        await foreach (var item in files.ReadFileAsync(file.Path, cancellationToken))
        {
            if (item.Frame is not { } frame)
            {
                yield return item;
            }
            else if (options.Covers(frame.Time))
            {
                yield return FrameItem.Of(Judge(frame)) with { Format = item.Format };
            }
        }
    }

    private SatelliteFrame Judge(SatelliteFrame frame) => frame.Flag == QualityFlag.Assimilated && _passive.Contains(frame.Platform)
        ? frame with { Flag = QualityFlag.Passive, FlagReason = "passive by its platform's name" }
        : frame;
}
