namespace Slams.Benchmarks.FormatRates;

/// <summary>The least that any reader of lines does: finds their ends. Nothing is parsed, so no reader can be as fast.</summary>
internal static class LineScan
{
    public static OtherDecoder Of(byte[] content) => new("line scan", () => Count(content));

    /// <summary>Number of line ends.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static void Count(ReadOnlySpan<byte> content)
    {
        var lines = 0;
        for (var end = content.IndexOf((byte)'\n'); end >= 0; end = content.IndexOf((byte)'\n'))
        {
            lines++;
            content = content[(end + 1)..];
        }

        if (lines == 0)
        {
            throw new InvalidDataException("The content has no lines.");
        }
    }
}
