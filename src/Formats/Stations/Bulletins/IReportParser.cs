namespace Slams.Formats.Stations.Bulletins;

/// <summary>What the codes of bulletins differ in: headings of their own, where a report begins, and what it says.</summary>
/// <typeparam name="TItem">What reports and unreadable ones become.</typeparam>
internal interface IReportParser<TItem>
{
    /// <summary>How many bytes of a line are headings, ahead of reports; 0 when it holds none.</summary>
    int HeadingLength(ReadOnlySpan<byte> line);

    /// <summary>Remembers the headings of a line that holds some, for the reports that follow.</summary>
    void TakeHeading(ReadOnlySpan<byte> line);

    /// <summary>Whether a line can only be the beginning of a report.</summary>
    bool BeginsReport(ReadOnlySpan<byte> line);

    /// <summary>Reads one report, without its end sign.</summary>
    /// <param name="report">The report, lines parted by line feeds. Never blank.</param>
    /// <param name="number">Its first line.</param>
    /// <param name="length">
    /// How many bytes belong to it, at least 1: fewer than there are when the next report has begun, as when an end sign was lost.
    /// </param>
    TItem Parse(ReadOnlySpan<byte> report, long number, out int length);

    /// <summary>The item of what cannot be read.</summary>
    TItem Unreadable(long record, string reason, ReadOnlySpan<byte> raw);
}
