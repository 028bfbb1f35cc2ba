using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;

namespace Slams.Streaming.Sqlite;

/// <summary>
/// Headers as JSON text. Neighbouring records mostly carry the same headers: the last one is remembered. Not thread-safe.
/// </summary>
internal sealed class HeaderText
{
    private static readonly FrozenDictionary<string, string> None = FrozenDictionary<string, string>.Empty;

    private IReadOnlyDictionary<string, string>? _lastHeaders;
    private IReadOnlyDictionary<string, string>? _lastGiven;
    private byte[] _lastText = [];
    private (byte[] Text, IReadOnlyDictionary<string, string> Headers) _lastRead = ([], None);

    /// <summary>UTF-8 text; empty for no headers.</summary>
    public byte[] Write(IReadOnlyDictionary<string, string> headers)
    {
        if (headers.Count == 0)
        {
            return [];
        }

        if (!Same(headers))
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                foreach (var (name, value) in headers)
                {
                    writer.WriteString(name, value);
                }

                writer.WriteEndObject();
            }

            _lastText = buffer.WrittenSpan.ToArray();
            _lastHeaders = new Dictionary<string, string>(headers);
            _lastGiven = headers;
        }

        return _lastText;
    }

    /// <summary>Headers from their text; null when it is damaged.</summary>
    public IReadOnlyDictionary<string, string>? Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return None;
        }

        if (!text.SequenceEqual(_lastRead.Text))
        {
            var whole = text.ToArray();
            try
            {
                // The reader would take null for an object, and for a text.
                if (JsonSerializer.Deserialize<Dictionary<string, string?>>(whole) is not { } read || read.ContainsValue(null))
                {
                    return null;
                }

                _lastRead = (whole, read!.ToFrozenDictionary(StringComparer.Ordinal)!);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return _lastRead.Headers;
    }

    private bool Same(IReadOnlyDictionary<string, string> headers)
    {
        if (ReferenceEquals(headers, _lastGiven))
        {
            return true;
        }

        if (_lastHeaders is null || _lastHeaders.Count != headers.Count)
        {
            return false;
        }

        foreach (var (name, value) in headers)
        {
            if (!_lastHeaders.TryGetValue(name, out var last) || last != value)
            {
                return false;
            }
        }

        return true;
    }
}
