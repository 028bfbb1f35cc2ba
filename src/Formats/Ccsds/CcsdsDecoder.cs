using Slams.Formats.Content;

namespace Slams.Formats.Ccsds;

/// <summary>
/// Lossless data compression by CCSDS 121.0-B-3 (the extended Rice code): blocks of samples, each coded in the way that was shortest for it. One block at a time, so that
/// a stream costs no more than what is taken of it: every bit is read once, and runs of zeros are told block by block.
/// </summary>
internal ref struct CcsdsDecoder
{
    // A run of zero blocks of this codeword lasts for the rest of the segment, which has so many blocks.
    private const int RestOfSegment = 4, Segment = 64;

    private readonly CcsdsOptions _options;
    private readonly long _most;
    private readonly int _uncompressed;
    private BitReader _bits;
    private CcsdsPredictor _predictor;
    private int _block, _zeros;

    public CcsdsDecoder(in CcsdsOptions options, ReadOnlySpan<byte> data)
    {
        (_options, _predictor) = (options, new CcsdsPredictor(options));
        _bits = new BitReader(data);
        (_most, _uncompressed) = ((1L << options.Bits) - 1, (1 << options.IdentifierBits) - 1);
    }

    /// <summary>Decodes the next block.</summary>
    /// <param name="samples">As many as a block has.</param>
    /// <exception cref="InvalidDataException">The stream is damaged, or ends here.</exception>
    public void Next(Span<long> samples)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, _options.BlockSize);
        var references = 0;
        if (_zeros > 0)
        {
            _zeros--;
            samples.Clear();
        }
        else
        {
            references = Begin(samples);
        }

        _block = (_block + 1) % _options.Interval;
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = i < references ? _predictor.Begin(samples[i])
                : _options.Predicted ? _predictor.Next(samples[i])
                : _predictor.Extend(samples[i]);
        }
    }

    private int Begin(Span<long> samples)
    {
        if (_block == 0 && _options.Padded)
        {
            _bits.Position = (_bits.Position + 7) & ~7L;
        }

        var identifier = (int)_bits.Read(_options.IdentifierBits);
        var extended = identifier == 0 && _bits.Read(1) == 1;
        var references = _block == 0 && _options.Predicted ? 1 : 0;
        var reference = references == 1 ? (long)_bits.Read(_options.Bits) : 0;
        if (extended)
        {
            Pairs(samples);
        }
        else if (identifier == 0)
        {
            _zeros = Zeros() - 1;
            samples.Clear();
        }
        else if (identifier == _uncompressed)
        {
            foreach (ref var sample in samples[references..])
            {
                sample = (long)_bits.Read(_options.Bits);
            }
        }
        else
        {
            Split(samples[references..], identifier - 1);
        }

        if (_bits.Ended)
        {
            throw new InvalidDataException("The values end within the field.");
        }

        if (references == 1)
        {
            samples[0] = reference;
        }

        return references;
    }

    // Section 3.3.3 of the standard: what is above the low bits in unary, of all samples, and then the low bits of all.
    private void Split(Span<long> samples, int low)
    {
        foreach (ref var sample in samples)
        {
            sample = Within(_bits.ReadZeros(), _most >> low) << low;
        }

        for (var i = 0; i < samples.Length && low > 0; i++)
        {
            samples[i] = Within(samples[i] | (long)_bits.Read(low), _most);
        }
    }

    // The second extension: two samples a codeword, numbered along the diagonals on which their sum is the same. Of a block with a reference sample the first has that place.
    private void Pairs(Span<long> samples)
    {
        for (var i = 0; i < samples.Length; i += 2)
        {
            var number = _bits.ReadZeros();
            var sum = (long)((Math.Sqrt((8.0 * number) + 1) - 1) / 2);
            var second = number - (sum * (sum + 1) / 2);
            (samples[i], samples[i + 1]) = (Within(sum - second, _most), Within(second, _most));
        }
    }

    private int Zeros()
    {
        var (number, left) = (_bits.ReadZeros(), _options.Interval - _block);
        return number < RestOfSegment ? (int)Within(number + 1, left)
            : number == RestOfSegment ? Math.Min(left, Segment - (_block % Segment))
            : (int)Within(number, left);
    }

    private static long Within(long number, long most) =>
        number <= most ? number : throw new InvalidDataException("A block of the values is damaged: it has a number beyond what its bits hold.");
}
