namespace Slams.Formats.Tests.Ccsds;

/// <summary>Bits, most significant first.</summary>
internal sealed class BitList
{
    private readonly List<bool> _bits = [];

    public int Count => _bits.Count;

    public BitList Add(ulong number, int width)
    {
        for (var bit = width - 1; bit >= 0; bit--)
        {
            _bits.Add(((number >> bit) & 1) == 1);
        }

        return this;
    }

    public void Unary(long zeros)
    {
        _bits.AddRange(Enumerable.Repeat(false, (int)zeros));
        _bits.Add(true);
    }

    public void Align() => _bits.AddRange(Enumerable.Repeat(false, (8 - (_bits.Count % 8)) % 8));

    public byte[] ToBytes() => [.. _bits.Chunk(8).Select(eight => (byte)eight.Select((bit, index) => bit ? 0x80 >> index : 0).Sum())];

    /// <summary>Zeros and ones, between which anything may stand.</summary>
    public static byte[] Of(string text)
    {
        var bits = new BitList();
        foreach (var digit in text.Where(digit => digit is '0' or '1'))
        {
            bits.Add(digit == '1' ? 1UL : 0, 1);
        }

        return bits.ToBytes();
    }
}
