using System.Runtime.CompilerServices;
using Slams.Formats.Frames;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Satellite;

/// <summary>Satellite files as ingest takes them: read, brought onto the model grid, cut to the period.</summary>
public sealed class SatelliteFileReader(IngestOptions options, FrameFiles files)
{
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
            if (item.Frame is not { } frame || options.Covers(frame.Time))
            {
                yield return item;
            }
        }
    }
}
