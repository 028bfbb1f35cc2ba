namespace Slams.Formats.Ccsds;

/// <summary>What a decoder is told of a stream of CCSDS 121.0-B-3, for the stream does not say it.</summary>
internal readonly record struct CcsdsOptions
{
    private const int SignedBit = 0x01, PredictedBit = 0x08, RestrictedBit = 0x10, PaddedBit = 0x20;
    private const int MostBits = 32, MostInterval = 4096, MostRestricted = 4;

    private CcsdsOptions(int bits, int blockSize, int interval, int identifierBits, int flags) =>
        (Bits, BlockSize, Interval, IdentifierBits, Signed, Predicted, Padded) =
            (bits, blockSize, interval, identifierBits, (flags & SignedBit) != 0, (flags & PredictedBit) != 0, (flags & PaddedBit) != 0);

    /// <summary>Bits of a sample, 1 to 32.</summary>
    public int Bits { get; }

    /// <summary>Samples of a block.</summary>
    public int BlockSize { get; }

    /// <summary>Blocks from one reference sample to the next.</summary>
    public int Interval { get; }

    /// <summary>Bits that say how a block is coded.</summary>
    public int IdentifierBits { get; }

    /// <summary>Whether samples have a sign.</summary>
    public bool Signed { get; }

    /// <summary>Whether samples were replaced by what they differ from the one before.</summary>
    public bool Predicted { get; }

    /// <summary>Whether every interval begins at a byte.</summary>
    public bool Padded { get; }

    /// <summary>From the numbers of GRIB data representation template 5.42.</summary>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="flags">The mask of options; those of how samples lay in memory before (0x02, 0x04) say nothing of the stream.</param>
    /// <param name="blockSize">Samples of a block: 8, 16, 32 or 64.</param>
    /// <param name="interval">Blocks from one reference sample to the next, at most 4096.</param>
    /// <exception cref="InvalidDataException">The standard has no such stream.</exception>
    public static CcsdsOptions Of(int bits, int flags, int blockSize, int interval)
    {
        var restricted = (flags & RestrictedBit) != 0;
        if (bits is < 1 or > MostBits || blockSize is not (8 or 16 or 32 or 64) || interval is < 1 or > MostInterval || (restricted && bits > MostRestricted))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"CCSDS has no code of {bits} bits in blocks of {blockSize}, {interval} of them to a reference, with options 0x{flags:X2}."));
        }

        return new CcsdsOptions(bits, blockSize, interval, bits switch { > 16 => 5, > 8 => 4, <= 2 when restricted => 1, _ when restricted => 2, _ => 3 }, flags);
    }
}
