using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Metar;

/// <summary>Finds out whether a file is CSV or text, and reads it so.</summary>
internal sealed class MetarTextParser(string source, MetarReader reader) : ITextParser<StationItem>
{
    private readonly BulletinParser<StationItem> _text = new(new MetarReports(reader));
    private MetarCsvParser? _csv;
    private bool _begun;

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> line, long number, List<StationItem> items)
    {
        if (!_begun && !Groups.IsBlank(line))
        {
            if (IsPreamble(line))
            {
                return;
            }

            _begun = true;
            if (MetarCsvHeader.TryParse(line) is { } header)
            {
                _csv = new MetarCsvParser(source, header, reader);
                return;
            }
        }

        if (_csv is null)
        {
            _text.Take(line, number, items);
        }
        else if (!line.IsEmpty)
        {
            items.Add(_csv.Parse(line, number));
        }
    }

    /// <inheritdoc/>
    public void Finish(bool cut, List<StationItem> items) => _text.Finish(cut, items);

    /// <inheritdoc/>
    public StationItem Unreadable(long record, string reason, ReadOnlySpan<byte> raw) => _text.Unreadable(record, reason, raw);

    /// <summary>What the servers of the aviation weather centre put before the header.</summary>
    private static bool IsPreamble(ReadOnlySpan<byte> line) =>
        line.StartsWith("No errors"u8) || line.StartsWith("No warnings"u8) || line.StartsWith("data source="u8)
        || (line.Length < 20 && (line.EndsWith(" ms"u8) || line.EndsWith(" results"u8)));
}
