using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Bulletins;

/// <summary>
/// Cuts lines into reports: in bulletins a report goes to its <c>=</c>, in plain lists each line is one, with further lines set in.
/// What is no report becomes a dead letter by itself.
/// </summary>
/// <param name="reports">The code.</param>
/// <param name="maximumReportBytes">Bytes of a report beyond which it is given up; the longest real ones of the surface have some 600.</param>
/// <typeparam name="TItem">What reports and unreadable ones become.</typeparam>
internal sealed class BulletinParser<TItem>(IReportParser<TItem> reports, int maximumReportBytes = 4096) : ITextParser<TItem>
{
    private const byte End = (byte)'=', StartOfHeading = 1, EndOfText = 3;

    private readonly byte[] _open = new byte[maximumReportBytes];
    private int _length;
    private long _number;
    private bool _bulletin, _overflown;

    // Between messages, before the heading of the next.
    private bool _between = true;

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> line, long number, List<TItem> items)
    {
        _between |= line.ContainsAny(StartOfHeading, EndOfText);
        if (Groups.IsBlank(line))
        {
            // Blank lines part the lines of one report in some bulletins, so they end none.
            Break();
            return;
        }

        if (BulletinHeading.IsMark(line) || (_between && BulletinHeading.IsNumber(line)))
        {
            Finish(cut: false, items);
            _between = true;
            return;
        }

        var heading = reports.HeadingLength(line);
        if (heading > 0)
        {
            // A report whose end sign was lost is one of the heading before.
            Finish(cut: false, items);
            reports.TakeHeading(line);
            (_bulletin, _between) = (true, false);
            line = line[heading..];
        }
        else if (reports.BeginsReport(line) || !(_bulletin || IsSetIn(line) || line.Contains(End)))
        {
            Finish(cut: false, items);
        }

        while (!Groups.IsBlank(line))
        {
            var end = line.IndexOf(End);
            Append(end < 0 ? line : line[..end], number);
            if (end < 0)
            {
                return;
            }

            _bulletin = true;
            Finish(cut: false, items);
            line = line[(end + 1)..];
        }
    }

    /// <inheritdoc/>
    public void Finish(bool cut, List<TItem> items)
    {
        var report = _open.AsSpan(0, _length);
        if (!Groups.IsBlank(report))
        {
            if (_overflown || (cut && _bulletin))
            {
                items.Add(reports.Unreadable(
                    _number, _overflown ? $"The report is longer than {_open.Length} bytes." : "The report is cut short.", report));
            }
            else
            {
                Parse(report, items);
            }
        }

        (_length, _overflown) = (0, false);
    }

    /// <inheritdoc/>
    public TItem Unreadable(long record, string reason, ReadOnlySpan<byte> raw) => reports.Unreadable(record, reason, raw);

    private static bool IsSetIn(ReadOnlySpan<byte> line) => line is [(byte)' ' or (byte)'\t', ..];

    private void Parse(ReadOnlySpan<byte> report, List<TItem> items)
    {
        while (!Groups.IsBlank(report))
        {
            items.Add(reports.Parse(report, _number, out var length));
            _number += report[..length].Count((byte)'\n');
            report = report[length..];
        }
    }

    private void Append(ReadOnlySpan<byte> part, long number)
    {
        if (Groups.IsBlank(part) && _length == 0)
        {
            return;
        }

        _number = _length == 0 ? number : _number;
        Break();
        _overflown |= part.Length > _open.Length - _length;
        part = part[..Math.Min(part.Length, _open.Length - _length)];
        part.CopyTo(_open.AsSpan(_length));
        _length += part.Length;
    }

    private void Break()
    {
        if (_length > 0 && _length < _open.Length)
        {
            _open[_length++] = (byte)'\n';
        }
    }
}
