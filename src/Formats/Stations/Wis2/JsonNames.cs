using System.Text.Json;

namespace Slams.Formats.Stations.Wis2;

/// <summary>Compares names and texts of JSON.</summary>
internal static class JsonNames
{
    /// <summary>Whether the reader stands at this text. One with half of a pair of surrogates, which JSON allows and the reader refuses to unescape, is no name that is known.</summary>
    public static bool Is(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
