namespace Slams.Formats.Grib;

/// <summary>
/// Regulation 92.9.4 and template 7.3: values were replaced by their differences, of first or second order, less the least of these. Missing ones are left out. To be given every number in turn.
/// </summary>
/// <param name="first">The first values, as many as the order; none where there are no differences.</param>
/// <param name="least">The least difference.</param>
internal struct GribDifferences(long[] first, long least)
{
    private int _seen;
    private long _before, _beforeThat;

    /// <summary>The number that a difference stands for.</summary>
    public long Next(long difference)
    {
        if (first.Length == 0)
        {
            return difference;
        }

        var number = _seen < first.Length ? first[_seen++]
            : first.Length == 1 ? unchecked(difference + least + _before)
            : unchecked(difference + least + (2 * _before) - _beforeThat);
        (_beforeThat, _before) = (_before, number);
        return number;
    }
}
