namespace Slams.Formats.Stations.Text;

/// <summary>Makes items of texts in which a record may take several lines, and a line may hold several records. Holds the state of one file.</summary>
/// <typeparam name="TItem">What records and unreadable ones become.</typeparam>
internal interface ITextParser<TItem>
{
    /// <summary>Takes the next line and gives the items that it completes.</summary>
    void Take(ReadOnlySpan<byte> line, long number, List<TItem> items);

    /// <summary>Gives what stands unfinished: no line that belongs to it follows.</summary>
    /// <param name="cut">Whether the content broke off, so that it may lack its end.</param>
    /// <param name="items">Takes the items.</param>
    void Finish(bool cut, List<TItem> items);

    /// <summary>The item of what cannot be read.</summary>
    TItem Unreadable(long record, string reason, ReadOnlySpan<byte> raw);
}
