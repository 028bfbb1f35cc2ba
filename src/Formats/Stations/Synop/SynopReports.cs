using Slams.Core.Observations;
using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Positions;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Synop;

/// <summary>Reads the reports of one file of SYNOP bulletins.</summary>
internal sealed class SynopReports(string source, PositionSource positions, ReferenceTime reference) : IReportParser<StationItem>
{
    private readonly StationIdPool _ids = new();
    private readonly Dictionary<string, StationPosition?> _found = new(StringComparer.Ordinal);
    private SynopValues.StationTest? _isKnown;
    private SynopKind _kind;
    private SynopTime _time;
    private int _correction;

    /// <summary>Whether a line begins with the heading of reports.</summary>
    public static bool IsHeading(ReadOnlySpan<byte> line)
    {
        var groups = new Groups(line);
        groups.MoveNext();
        var kind = Kind(groups.Current);
        return kind is SynopKind.Ship or SynopKind.Mobile || (kind == SynopKind.Land && SynopTime.TryParse(groups.Peek(), out _));
    }

    /// <inheritdoc/>
    public int HeadingLength(ReadOnlySpan<byte> line) => BulletinHeading.TryParse(line, out _) ? line.Length : OwnHeading(line, out _, out _);

    /// <inheritdoc/>
    public void TakeHeading(ReadOnlySpan<byte> line)
    {
        if (BulletinHeading.TryParse(line, out var correction))
        {
            (_correction, _kind) = (correction, SynopKind.None);
        }
        else
        {
            OwnHeading(line, out _kind, out _time);
        }
    }

    /// <inheritdoc/>
    public bool BeginsReport(ReadOnlySpan<byte> line) => false;

    /// <inheritdoc/>
    public StationItem Parse(ReadOnlySpan<byte> report, long number, out int length)
    {
        length = report.Length;
        var groups = new Groups(report);
        groups.MoveNext();
        if (_kind == SynopKind.None)
        {
            return Unreadable(number, "The text is no SYNOP: no AAXX, BBXX or OOXX stands before it.", report);
        }

        if (!TryIdentify(ref groups, out var id, out var time, out var position))
        {
            return Unreadable(
                number, _kind == SynopKind.Land ? "The station number is not five digits." : "Call sign, time or position is garbled.", report);
        }

        if (!time.IsKnown || !reference.TryResolve(time.Day, time.Hour, 0, out var stamp))
        {
            return Unreadable(number, "Day or hour is impossible.", report);
        }

        var values = new SynopValues(time);
        if (!groups.Peek().SequenceEqual("NIL"u8))
        {
            var read = values.Read(ref groups, _kind == SynopKind.Land ? _isKnown ??= IsKnownStation : null, out var next);
            length = next ?? length;
            if (!read)
            {
                return Unreadable(number, "Cloud, visibility or wind (groups iRixhVV and Nddff) is garbled.", report[..length]);
            }
        }

        return StationItem.Of(Reading(id, stamp, position, in values, number));
    }

    /// <inheritdoc/>
    public StationItem Unreadable(long record, string reason, ReadOnlySpan<byte> raw) => LineStations.Unreadable(source, record, reason, raw);

    /// <summary>Reads a heading of the code itself; gives how many bytes it takes, 0 where none stands.</summary>
    private static int OwnHeading(ReadOnlySpan<byte> line, out SynopKind kind, out SynopTime time)
    {
        var groups = new Groups(line);
        groups.MoveNext();
        (kind, time) = (Kind(groups.Current), default);
        if (kind == SynopKind.Land)
        {
            // Where it is garbled the reports have no time, rather than that of the bulletin before.
            groups.MoveNext();
            time = SynopTime.TryParse(groups.Current, out var known) ? known : default;
        }

        return kind == SynopKind.None ? 0 : groups.Start + groups.Current.Length;
    }

    private static SynopKind Kind(ReadOnlySpan<byte> group) =>
        group.SequenceEqual("AAXX"u8) ? SynopKind.Land
        : group.SequenceEqual("BBXX"u8) ? SynopKind.Ship
        : group.SequenceEqual("OOXX"u8) ? SynopKind.Mobile
        : SynopKind.None;

    private StationReading Reading(string id, DateTimeOffset time, StationPosition? position, in SynopValues values, long number) => new()
    {
        StationId = id,
        Time = time,
        LatitudeDegrees = position?.LatitudeDegrees,
        LongitudeDegrees = position?.LongitudeDegrees,
        ElevationMetres = position?.ElevationMetres,
        AirTemperatureK = values.AirTemperatureK,
        DewPointK = values.DewPointK,
        SurfacePressurePa = values.SurfacePressurePa,
        WindFromDirectionDegrees = values.WindFromDirectionDegrees,
        WindSpeedMetresPerSecond = values.WindSpeedMetresPerSecond,
        Precipitation6hMm = values.Precipitation6hMm,
        Correction = _correction,
        Source = source,
        SourceRecord = number,
    };

    private bool TryIdentify(ref Groups groups, out string id, out SynopTime time, out StationPosition? position)
    {
        (id, time, position) = ("", _time, null);
        if (_kind == SynopKind.Land)
        {
            if (groups.Current.Length != 5 || !Characters.AreDigits(groups.Current))
            {
                return false;
            }

            id = WigosId(groups.Current);
            position = Position(id);
            return true;
        }

        var call = groups.Current;
        groups.MoveNext();
        if (!SynopTime.TryParse(groups.Current, out time) || !MobilePosition.TryTake(ref groups, _kind == SynopKind.Mobile, call, out var key, out position)
            || _ids.Get(key) is not { } known)
        {
            return false;
        }

        id = known;
        return true;
    }

    private bool IsKnownStation(ReadOnlySpan<byte> number) => Position(WigosId(number)) is not null;

    private string WigosId(ReadOnlySpan<byte> number)
    {
        Span<byte> id = stackalloc byte[15];
        "0-20000-0-"u8.CopyTo(id);
        number.CopyTo(id[10..]);
        return _ids.Get(id)!;
    }

    private StationPosition? Position(string id)
    {
        if (!_found.TryGetValue(id, out var position))
        {
            _found[id] = position = positions.Find(id);
        }

        return position;
    }
}
