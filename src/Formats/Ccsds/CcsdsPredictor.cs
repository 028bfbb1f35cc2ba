namespace Slams.Formats.Ccsds;

/// <summary>
/// The other way of the unit-delay predictor and the mapper of CCSDS 121.0-B-3, section 4: each sample was foretold to be the one before, and its error mapped to a number without a sign.
/// </summary>
internal struct CcsdsPredictor
{
    private readonly int _bits;
    private readonly bool _signed;
    private readonly long _least, _most;
    private long _before;

    public CcsdsPredictor(in CcsdsOptions options)
    {
        (_bits, _signed) = (options.Bits, options.Signed);
        _least = _signed ? -(1L << (_bits - 1)) : 0;
        _most = _least + (1L << _bits) - 1;
    }

    /// <summary>Takes a sample as it is, and foretells the next by it.</summary>
    public long Begin(long stored) => _before = Extend(stored);

    /// <summary>The sample that a mapped error stands for.</summary>
    /// <param name="mapped">At most what the bits of a sample hold: the result then lies within their range too.</param>
    public long Next(long mapped)
    {
        var (below, above) = (_before - _least, _most - _before);
        var error = (mapped + 1) >> 1;
        if (error <= Math.Min(below, above))
        {
            return _before += (mapped & 1) == 0 ? error : -error;
        }

        // Errors that only one side has room for have no sign to tell.
        return _before = below < above ? _least + mapped : _most - mapped;
    }

    /// <summary>A sample as it is, by the sign that it may have.</summary>
    public readonly long Extend(long stored) => _signed && stored > _most ? stored - (1L << _bits) : stored;
}
