using System.Buffers;

namespace Slams.Formats.Stations.Wis2;

/// <summary>
/// Features of a GeoJSON stream one by one, with memory for one. Where the text is no JSON the feature is given up and the next place is
/// searched where one begins, so that a broken feature costs no other.
/// </summary>
internal sealed class FeatureScanner(Stream stream) : IDisposable
{
    /// <summary>Bytes of a feature beyond which it is given up.</summary>
    public const int MaximumBytes = 256 * 1024;

    // Each costs an exception of the JSON reader.
    private const int MaximumBrokenPlaces = 10_000;

    private const int LeastFill = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * MaximumBytes);
    private int _start, _end, _brokenPlaces;
    private bool _atEnd, _needsMore, _inCollection, _afterFeatures, _searching;

    // Alone or in a row, features may be in a list, and have separators of records or a byte order mark before them.
    private static readonly SearchValues<byte> BetweenFeatures = SearchValues.Create(" \t\r\n,[]\u001E\uFEFF"u8);

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>Number of the feature last given, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether anything was found that belongs to GeoJSON, or should.</summary>
    public bool FoundAny => Number > 0 || _inCollection;

    /// <summary>Bytes of a feature whose end has not come yet.</summary>
    public ReadOnlyMemory<byte> Unfinished => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Gives the next feature if it is in the buffer.</summary>
    /// <exception cref="InvalidDataException">There are too many places that are no JSON.</exception>
    public bool TryTake(out FoundFeature found)
    {
        found = default;
        while (!_needsMore && _start < _end)
        {
            var gap = _buffer.AsMemory(_start, LengthOfGap());
            _start += gap.Length;
            if (IsBroken(gap.Span) && BeginSearch())
            {
                return Give(gap, "What stands there is no JSON.", out found);
            }

            if (_start == _end)
            {
                return false;
            }

            var feature = Wis2Feature.Read(_buffer.AsSpan(_start, _end - _start), !_inCollection || _afterFeatures);
            var length = feature.Length;
            var bytes = _buffer.AsMemory(_start, length);
            switch (feature.Outcome)
            {
                case Wis2Outcome.Collection:
                    (_inCollection, _afterFeatures, _searching) = (true, false, false);
                    _start += length;
                    break;
                case Wis2Outcome.Feature:
                    _start += length;
                    _searching = false;
                    Number++;
                    found = new FoundFeature { Bytes = bytes, Feature = feature, Problem = feature.HasBrokenText ? "A text of the feature cannot be read." : null };
                    return true;
                case Wis2Outcome.Other:
                    _start += length;
                    // What follows the features of a collection, and the pieces of a broken one, are no features.
                    if (!_searching && !_afterFeatures)
                    {
                        return Give(bytes, "The object is no feature.", out found);
                    }

                    break;
                case Wis2Outcome.Broken:
                    // Not from where the reader gave up: without its end a text reaches into the next feature.
                    _start++;
                    if (BeginSearch())
                    {
                        return Give(bytes, "The feature is no JSON.", out found);
                    }

                    break;
                case Wis2Outcome.Unfinished when bytes.Length > MaximumBytes:
                    _start = _end;
                    if (BeginSearch())
                    {
                        return Give(bytes, $"The feature is longer than {MaximumBytes} bytes.", out found);
                    }

                    break;
                case Wis2Outcome.Unfinished when _atEnd:
                    // Its end may be what is broken: others may stand within.
                    _start++;
                    if (BeginSearch())
                    {
                        return Give(bytes, "The feature is cut short.", out found);
                    }

                    break;
                default:
                    _needsMore = true;
                    return false;
            }
        }

        return false;
    }

    /// <summary>Reads more; false at the end of the stream. What came before a failure of the stream can still be taken.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_atEnd)
        {
            return false;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end, _needsMore) = (0, _end - _start, false);
        // Not in small parts: an unfinished feature is looked at from its start each time.
        for (var enough = _end + LeastFill; _end < enough && !_atEnd;)
        {
            var got = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += got;
            _atEnd = got == 0;
        }

        return true;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private bool Give(ReadOnlyMemory<byte> bytes, string problem, out FoundFeature found)
    {
        Number++;
        found = new FoundFeature { Bytes = bytes, Problem = problem };
        return true;
    }

    /// <summary>Whether this is the first broken place since the last whole feature.</summary>
    private bool BeginSearch()
    {
        if (++_brokenPlaces > MaximumBrokenPlaces)
        {
            throw new InvalidDataException($"More than {MaximumBrokenPlaces} places of the content are no JSON.");
        }

        return !_searching && (_searching = true);
    }

    /// <summary>Bytes until the next object may begin.</summary>
    private int LengthOfGap()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        for (var at = 0; ; at++)
        {
            var brace = rest[at..].IndexOf((byte)'{');
            if (brace < 0)
            {
                return rest.Length;
            }

            at += brace;
            // Among pieces, a name or the end must follow: other braces are not worth a look.
            var next = rest[(at + 1)..].TrimStart(Blanks);
            if (!_searching || next.IsEmpty || next[0] is (byte)'"' or (byte)'}')
            {
                return at;
            }
        }
    }

    /// <summary>Whether what stands between objects does not belong there. Notes the end of a collection's features.</summary>
    private bool IsBroken(ReadOnlySpan<byte> gap)
    {
        if (_searching || _afterFeatures)
        {
            return false;
        }

        if (!_inCollection)
        {
            return gap.IndexOfAnyExcept(BetweenFeatures) >= 0;
        }

        var end = gap.IndexOf((byte)']');
        _afterFeatures = end >= 0;
        var after = end < 0 ? default : gap[(end + 1)..].TrimStart(Blanks);
        return (end < 0 ? gap : gap[..end]).IndexOfAnyExcept(" \t\r\n,"u8) >= 0 || after is [not ((byte)',' or (byte)'}'), ..];
    }
}
