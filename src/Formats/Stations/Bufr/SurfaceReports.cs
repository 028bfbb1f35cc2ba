using Slams.Formats.Bufr;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Bufr;

/// <summary>Makes readings of the messages of one content.</summary>
internal sealed class SurfaceReports(string source, BufrTableStore tables, RecordNumbers numbers) : IBufrSink
{
    private const int LandSurface = 0, SeaSurface = 1;

    private readonly List<StationItem> _taken = [];
    private readonly StationIdPool _ids = new();
    private readonly SurfaceReport _report = new();
    private int _correction;

    /// <summary>What became of the last message.</summary>
    public IReadOnlyList<StationItem> Taken => _taken;

    /// <summary>Reads a message.</summary>
    /// <exception cref="InvalidDataException">There are no tables.</exception>
    /// <exception cref="OperationCanceledException">The reading is no longer wanted.</exception>
    public void Add(FoundMessage found, CancellationToken cancellationToken)
    {
        _taken.Clear();
        var problem = found.Problem;
        if (problem is null)
        {
            if (BufrMessage.Parse(found.Bytes, out problem) is { } message)
            {
                _correction = Math.Max(message.UpdateNumber, found.Correction);
                problem = Refusal(message) ?? BufrDecoder.Read(message, tables.Template(message), this, cancellationToken);
            }
        }

        if (problem is not null)
        {
            _taken.Add(LineStations.Unreadable(source, numbers.Next(), problem, found.Bytes.Span));
        }
    }

    /// <inheritdoc/>
    public void Begin() => _report.Clear();

    /// <inheritdoc/>
    public void Number(int code, double value) => _report.Number(code, value);

    /// <inheritdoc/>
    public void Text(int code, ReadOnlySpan<byte> text) => _report.Text(code, text);

    /// <inheritdoc/>
    public void End()
    {
        var record = numbers.Next();
        var reading = _report.ToReading(_ids, _correction, source, record);
        _taken.Add(reading is not null
            ? StationItem.Of(reading)
            : LineStations.Unreadable(source, record, "The name of the station is not printable.", []));
    }

    private static string? Refusal(BufrMessage message) =>
        message.MasterTable != 0 ? $"The master table is {message.MasterTable}, not that of meteorology."
        : message.DataCategory is not (LandSurface or SeaSurface) ? $"The data category is {message.DataCategory}: neither surface reports of land (0) or sea (1) nor soundings (2)."
        : null;
}
