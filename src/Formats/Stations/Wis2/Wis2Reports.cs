using Slams.Core.Observations;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Wis2;

/// <summary>Collects the features of one content into readings, with memory for a number of reports.</summary>
internal sealed class Wis2Reports(string source)
{
    /// <summary>Reports held at a time; the oldest goes when there are more.</summary>
    public const int MaximumReports = 20_000;

    private readonly StationIdPool _ids = new();
    private readonly Dictionary<Key, Wis2Report> _reports = [];
    private readonly Queue<Key> _order = new();

    /// <summary>Adds a feature; gives what has become of it, or of an older report, if anything is to be told yet.</summary>
    public StationItem? Add(FoundFeature found, long number)
    {
        if ((found.Problem ?? Add(found.Feature, number)) is { } problem)
        {
            return LineStations.Unreadable(source, number, problem, found.Bytes.Span);
        }

        if (_reports.Count <= MaximumReports)
        {
            return null;
        }

        _reports.Remove(_order.Dequeue(), out var oldest);
        return StationItem.Of(oldest!.Reading(source));
    }

    /// <summary>The readings that are left, in the order of their first features.</summary>
    public IEnumerable<StationReading> Rest() => _order.Select(key => _reports[key].Reading(source));

    private string? Add(Wis2Feature feature, long number)
    {
        if (_ids.Get(feature.Station) is not { } station)
        {
            return "The station identifier is too long or not printable.";
        }

        if (!TryPeriod(feature.PhenomenonTime, out var start, out var end))
        {
            return "phenomenonTime is not an ISO 8601 time or period.";
        }

        var time = end;
        if (!feature.ReportTime.IsEmpty && !Utf8Time.TryParseIso(feature.ReportTime, out time))
        {
            return "reportTime is not an ISO 8601 time.";
        }

        if (feature.Name.IsEmpty)
        {
            return "The feature does not say what was observed.";
        }

        var value = Wis2Units.ValueOf(feature.Name);
        double? converted = null;
        if (value != Wis2Value.None && feature.Value is { } given)
        {
            converted = Wis2Units.Convert(value, given, feature.Units);
            if (converted is null)
            {
                return "The unit of the value is not known.";
            }
        }

        // A report without identity keeps its features together by its name; without that either, by nothing.
        var key = feature.Report.IsEmpty
            ? new Key(station, station.Length == 0 ? (ulong)number : 0, time.UtcTicks)
            : new Key(station, Hash(feature.Report), 0);
        if (!_reports.TryGetValue(key, out var report))
        {
            _order.Enqueue(key);
            _reports[key] = report = new Wis2Report(station, time, feature, number);
        }

        if (converted is { } usable && !feature.IsBad && !feature.IsAloft)
        {
            report.Add(value, usable, start, end);
        }

        return null;
    }

    private static bool TryPeriod(ReadOnlySpan<byte> text, out DateTimeOffset start, out DateTimeOffset end)
    {
        var slash = text.IndexOf((byte)'/');
        if (slash < 0)
        {
            var instant = Utf8Time.TryParseIso(text, out end);
            start = end;
            return instant;
        }

        end = default;
        return Utf8Time.TryParseIso(text[..slash], out start) && Utf8Time.TryParseIso(text[(slash + 1)..], out end);
    }

    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        // FNV-1a; zero stands for no name.
        var hash = 14695981039346656037ul;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211ul;
        }

        return hash | 1;
    }

    private readonly record struct Key(string Station, ulong Report, long UtcTicks);
}
