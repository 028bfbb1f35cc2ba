using System.Runtime.CompilerServices;
using Slams.Formats.Soundings;

namespace Slams.Formats.Stations.Upper;

/// <summary>A format of soundings among those of stations: its soundings become profiles.</summary>
/// <param name="name">Name for configuration and messages.</param>
/// <param name="soundings">The format.</param>
internal sealed class SoundingStationFormat(string name, ISoundingFormat soundings) : IStationFormat
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head) => soundings.Recognises(head);

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken) =>
        ProfilesAsync(soundings.ReadAsync(content, source, cancellationToken), source, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, DateTimeOffset written, CancellationToken cancellationToken) =>
        ProfilesAsync(soundings.ReadAsync(content, source, written, cancellationToken), source, cancellationToken);

    private static async IAsyncEnumerable<StationItem> ProfilesAsync(
        IAsyncEnumerable<SoundingItem> items, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return SoundingProfiles.ToStationItem(item, source);
        }
    }
}
