using System.Text;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Positions;
using Slams.Formats.Stations.Synop;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Temp;

/// <summary>Reads the reports of one file of TEMP bulletins.</summary>
internal sealed class TempReports(string source, PositionSource positions, ReferenceTime reference) : IReportParser<TempItem>
{
    private const int MaximumGroupBytes = 20;

    private readonly StationIdPool _ids = new();
    private readonly List<SoundingLevel> _levels = [];
    private TempForm _form;
    private int _correction;

    /// <inheritdoc/>
    public int HeadingLength(ReadOnlySpan<byte> line) => BulletinHeading.TryParse(line, out _) ? line.Length : OwnHeading(line, out _);

    /// <inheritdoc/>
    public void TakeHeading(ReadOnlySpan<byte> line)
    {
        if (BulletinHeading.TryParse(line, out var correction))
        {
            (_correction, _form) = (correction, default);
        }
        else
        {
            OwnHeading(line, out _form);
        }
    }

    /// <inheritdoc/>
    public bool BeginsReport(ReadOnlySpan<byte> line) => false;

    /// <inheritdoc/>
    public TempItem Parse(ReadOnlySpan<byte> report, long number, out int length)
    {
        var groups = new Groups(report);
        groups.MoveNext();
        // Where an end sign was lost the next part begins within.
        length = Next(groups) ?? report.Length;
        groups = new Groups(report[..length]);
        groups.MoveNext();
        var form = _form;
        if (TempForm.TryParse(groups.Current, out var own))
        {
            form = own;
            groups.MoveNext();
        }

        if (!form.IsKnown)
        {
            return Unreadable(number, "The text is no TEMP: no TTAA, TTBB, TTCC or TTDD stands before it.", report[..length]);
        }

        if (!TryIdentify(form.Kind, ref groups, out var id, out var time, out var position))
        {
            return Unreadable(
                number, form.Kind == TempKind.Land ? "Day, hour or station number is garbled." : "Call sign, time or position is garbled.", report[..length]);
        }

        if (!reference.TryResolve(time.Day, time.Hour, 0, out var stamp))
        {
            return Unreadable(number, "Day or hour is impossible.", report[..length]);
        }

        _levels.Clear();
        var problem = groups.Peek().SequenceEqual("NIL"u8) ? null : Read(form.Part, ref groups, time);
        var part = new TempPart { StationId = id, Time = stamp, Position = position, Part = form.Part, Correction = _correction, Record = number, Levels = [.. _levels] };
        return new TempItem(part, problem is null ? null : Unreadable(number, problem, report[..length]).Unreadable);
    }

    /// <inheritdoc/>
    public TempItem Unreadable(long record, string reason, ReadOnlySpan<byte> raw) => new(null, SoundingItem.Broken(source, record, reason, raw).Unreadable);

    /// <summary>Reads the group that begins a report; gives how many bytes it takes, 0 where none stands.</summary>
    private static int OwnHeading(ReadOnlySpan<byte> line, out TempForm form)
    {
        var groups = new Groups(line);
        groups.MoveNext();
        return TempForm.TryParse(groups.Current, out form) ? groups.Start + groups.Current.Length : 0;
    }

    private static int? Next(Groups groups)
    {
        while (groups.MoveNext())
        {
            if (TempForm.TryParse(groups.Current, out _))
            {
                return groups.Start;
            }
        }

        return null;
    }

    private string? Read(char part, ref Groups groups, TempTime time)
    {
        var problem = part is 'A' or 'C'
            ? new TempStandardLevels(part, time.Winds).Read(ref groups, _levels)
            : new TempSignificantLevels(part).Read(ref groups, _levels);
        if (problem is null)
        {
            return null;
        }

        var group = Encoding.ASCII.GetString(groups.Current[..Math.Min(groups.Current.Length, MaximumGroupBytes)]);
        return $"Part {part} is broken{(group.Length == 0 ? " at its end" : $" at group '{group}': {problem}")}. It gives {_levels.Count} levels.";
    }

    private bool TryIdentify(TempKind kind, ref Groups groups, out string id, out TempTime time, out StationPosition? position)
    {
        (id, position) = ("", null);
        if (kind == TempKind.Land)
        {
            if (!TempTime.TryParse(groups.Current, out time) || !groups.MoveNext() || groups.Current.Length != 5 || !Characters.AreDigits(groups.Current))
            {
                return false;
            }

            id = PositionSource.WmoNumberPrefix + Encoding.ASCII.GetString(groups.Current);
            position = positions.Find(id);
            return true;
        }

        var call = groups.Current;
        groups.MoveNext();
        if (!TempTime.TryParse(groups.Current, out time) || !MobilePosition.TryTake(ref groups, kind == TempKind.Mobile, call, out var key, out position)
            || _ids.Get(key) is not { } known)
        {
            return false;
        }

        // The square of Marsden, which on land was taken with the elevation.
        if (kind == TempKind.Ship)
        {
            groups.MoveNext();
        }

        id = known;
        return true;
    }
}
