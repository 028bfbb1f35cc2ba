namespace Slams.Formats.Bufr;

/// <summary>A message, or a place that begins like one.</summary>
/// <param name="Bytes">Its bytes, valid until the next is taken.</param>
/// <param name="Heading">What stands before it.</param>
/// <param name="Problem">Why it is none; null for a whole one.</param>
internal readonly record struct FoundMessage(ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Heading, string? Problem)
{
    /// <summary>The number of the correction that a heading <c>TTAAii CCCC YYGGgg CCx</c> before the message tells of; 0 without one.</summary>
    public int Correction
    {
        get
        {
            foreach (var range in Heading.Span.Split((byte)'\n'))
            {
                if (Stations.Bulletins.BulletinHeading.TryParse(Heading.Span[range].Trim("\r\u0003\u0001 "u8), out var correction))
                {
                    return correction;
                }
            }

            return 0;
        }
    }
}
