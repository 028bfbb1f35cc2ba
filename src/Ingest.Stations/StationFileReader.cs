using System.Runtime.CompilerServices;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Stations;

/// <summary>
/// Station files as ingest takes them: read, cut to the period, judged by quality control, stations withheld by name and by share. Repeats are
/// found across files, so one reader reads them all, in their order.
/// </summary>
public sealed class StationFileReader(IngestOptions options, StationFormats formats, StationQuality quality)
{
    private readonly StationHoldout _holdout = new(options.Withhold, named: options.Passive);

    /// <summary>Reads one file; a refused one is a dead letter.</summary>
    public async IAsyncEnumerable<StationItem> ReadAsync(InputFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file.ToDeadLetter() is { } refused)
        {
            yield return StationItem.Of(refused);
            yield break;
        }

        await foreach (var item in formats.ReadFileAsync(file.Path, cancellationToken))
        {
            if (item.Profile is { } profile)
            {
                if (profile.Time is not { } started || options.Covers(started))
                {
                    yield return StationItem.Of(_holdout.Apply(quality.Apply(profile))) with { Format = item.Format };
                }
            }
            else if (item.Reading is not { } reading)
            {
                yield return item;
            }
            else if (reading.Time is not { } time || options.Covers(time))
            {
                yield return StationItem.Of(_holdout.Apply(quality.Apply(reading))) with { Format = item.Format };
            }
        }
    }
}
