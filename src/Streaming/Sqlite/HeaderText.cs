using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Slams.Streaming.Sqlite;

/// <summary>
/// Headers as JSON text, so that the file can be read with any SQLite tool. Neighbouring records mostly carry the same
/// headers: the last one is remembered. Not thread-safe.
/// </summary>
internal sealed class HeaderText
{
    private static readonly FrozenDictionary<string, string> None = FrozenDictionary<string, string>.Empty;

    private IReadOnlyDictionary<string, string>? _lastHeaders;
    private IReadOnlyDictionary<string, string>? _lastGiven;
    private string? _lastText;
    private (string Text, IReadOnlyDictionary<string, string> Headers) _lastRead = ("", None);

    public string? Write(IReadOnlyDictionary<string, string> headers)
    {
        if (headers.Count == 0)
        {
            return null;
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

            _lastText = Encoding.UTF8.GetString(buffer.WrittenSpan);
            _lastHeaders = new Dictionary<string, string>(headers);
            _lastGiven = headers;
        }

        return _lastText;
    }

    public IReadOnlyDictionary<string, string> Read(string? text)
    {
        if (text is null)
        {
            return None;
        }

        if (text != _lastRead.Text)
        {
            using var document = JsonDocument.Parse(text);
            _lastRead = (text, document.RootElement.EnumerateObject()
                .ToFrozenDictionary(property => property.Name, property => property.Value.GetString() ?? "", StringComparer.Ordinal));
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
