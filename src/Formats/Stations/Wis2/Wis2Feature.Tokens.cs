using System.Text.Json;

namespace Slams.Formats.Stations.Wis2;

// How its tokens are gone through, while they are there: what has not come yet ends everything, and nothing that was read till then counts.
internal ref partial struct Wis2Feature
{
    /// <summary>Goes to the next token; false where it has not come yet, from then on.</summary>
    private bool Advance(scoped ref Utf8JsonReader reader)
    {
        _unfinished = _unfinished || !reader.Read();
        return !_unfinished;
    }

    /// <summary>Goes to the next name within an object; false at its end.</summary>
    private bool Next(scoped ref Utf8JsonReader reader) => Advance(ref reader) && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes on to the value when the name is this.</summary>
    private bool Is(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => !_unfinished && JsonNames.Is(ref reader, name) && Advance(ref reader);

    private void Skip(scoped ref Utf8JsonReader reader) => _unfinished = _unfinished || !reader.TrySkip();

    private bool IsObject(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        Skip(ref reader);
        return false;
    }

    private double? Number(scoped ref Utf8JsonReader reader)
    {
        var number = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value) ? value : (double?)null;
        Skip(ref reader);
        return number;
    }

    private ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            Skip(ref reader);
            return default;
        }

        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        try
        {
            var text = new byte[reader.ValueSpan.Length];
            return text.AsSpan(0, reader.CopyString(text));
        }
        catch (InvalidOperationException)
        {
            HasBrokenText = true;
            return default;
        }
    }
}
