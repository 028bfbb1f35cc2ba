namespace Slams.Formats.Bufr;

/// <summary>Numbers the records of one content, whoever reads them.</summary>
internal sealed class RecordNumbers
{
    private long _last;

    /// <summary>The next number, from 1.</summary>
    public long Next() => ++_last;
}
