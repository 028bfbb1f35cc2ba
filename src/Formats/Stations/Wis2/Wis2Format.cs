using System.Runtime.CompilerServices;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Wis2;

/// <summary>
/// Observations as GeoJSON, as WIS2 nodes (wis2box) give them out: features of one value each, in a collection, alone, or one after the
/// other. Both forms of their properties are read: <c>name</c>, <c>value</c>, <c>units</c>, and those of WCCDM with
/// <c>observedProperty</c> and <c>result</c>.
/// </summary>
/// <remarks>
/// The features of one report become one reading; those of a station and time where they name no report. The station id is the WIGOS
/// station identifier. Precipitation is an amount of which the period is six hours and ends at the time of the report. Values that the source
/// flags as bad count as missing, and so do values on pressure levels of a sounding.
/// </remarks>
public sealed class Wis2Format : IStationFormat
{
    /// <inheritdoc/>
    public string Name => "wis2-geojson";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return head.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] && head.IndexOf("\"Feature"u8) >= 0 && head.IndexOf("\"phenomenonTime\""u8) >= 0;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StationItem> ReadAsync(
        Stream content, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var features = new FeatureScanner(content);
        var reports = new Wis2Reports(source);
        Exception? failure = null;
        bool more;
        do
        {
            while (features.TryTake(out var found))
            {
                if (reports.Add(found, features.Number) is { } item)
                {
                    yield return item;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            more = failure is null && await FillAsync().ConfigureAwait(false);
        }
        while (more);

        foreach (var reading in reports.Rest())
        {
            yield return StationItem.Of(reading);
        }

        if (failure is null && !features.FoundAny)
        {
            throw new InvalidDataException("The content has no GeoJSON feature.");
        }

        if (failure is not null)
        {
            if (!features.Unfinished.IsEmpty)
            {
                yield return LineStations.Unreadable(source, features.Number + 1, "The feature is cut short.", features.Unfinished.Span);
            }

            throw new InvalidDataException($"{failure.Message} {features.Number} whole features were read.", failure);
        }

        async ValueTask<bool> FillAsync()
        {
            try
            {
                return await features.FillAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                failure = exception;
                return true;
            }
        }
    }
}
