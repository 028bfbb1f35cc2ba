namespace Slams.Formats.Stations.Text;

/// <summary>The wanted fields of one line of a table.</summary>
/// <param name="line">The line.</param>
/// <param name="places">Where each column's field stands; an empty range for one that is absent.</param>
internal readonly ref struct TableRow(ReadOnlySpan<byte> line, ReadOnlySpan<Range> places)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private readonly ReadOnlySpan<Range> _places = places;

    /// <summary>A field.</summary>
    public ReadOnlySpan<byte> this[int column] => _line[_places[column]];
}
