namespace Slams.Formats.Stations.Bulletins;

/// <summary>What the codes of bulletins differ in: headings of their own, where a report begins, and what it says.</summary>
internal interface IReportParser
{
    /// <summary>
    /// Takes what a line holds ahead of reports: headings, which are remembered for the reports that follow. Gives how many bytes that
    /// were; 0 when the line holds no heading.
    /// </summary>
    int TakeHeading(ReadOnlySpan<byte> line);

    /// <summary>Whether a line can only be the beginning of a report.</summary>
    bool BeginsReport(ReadOnlySpan<byte> line);

    /// <summary>Reads one report, without its end sign.</summary>
    /// <param name="report">The report, lines parted by line feeds. Never blank.</param>
    /// <param name="number">Its first line.</param>
    /// <param name="length">
    /// How many bytes belong to it, at least 1: fewer than there are when the next report has begun, as when an end sign was lost.
    /// </param>
    StationItem Parse(ReadOnlySpan<byte> report, long number, out int length);
}
