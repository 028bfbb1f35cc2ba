using System.Text.Json;
using Slams.Core.Observations;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Wis2;

/// <summary>Collects the features of one content into readings, with memory for a number of reports.</summary>
internal sealed class Wis2Reports(string source)
{
    /// <summary>Reports held at a time; the oldest goes when there are more.</summary>
    public const int MaximumReports = 20_000;

    private static readonly TimeSpan SixHours = TimeSpan.FromHours(6);

    private readonly StationIdPool _ids = new();
    private readonly Dictionary<Key, StationReading> _reports = [];
    private readonly Queue<Key> _order = new();

    /// <summary>Adds a feature; gives what has become of it, or of an older report, if anything is to be told yet.</summary>
    public StationItem? Add(FoundFeature found, long number)
    {
        var problem = found.Problem;
        if (problem is null)
        {
            try
            {
                problem = Add(Wis2Feature.Read(found.Bytes.Span), number);
            }
            catch (JsonException)
            {
                problem = "A text of the feature cannot be read.";
            }
        }

        if (problem is not null)
        {
            return LineStations.Unreadable(source, number, problem, found.Bytes.Span);
        }

        if (_reports.Count <= MaximumReports)
        {
            return null;
        }

        _reports.Remove(_order.Dequeue(), out var oldest);
        return StationItem.Of(oldest!);
    }

    /// <summary>The readings that are left, in the order of their first features.</summary>
    public IEnumerable<StationReading> Rest() => _order.Select(key => _reports[key]);

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
        if (!_reports.TryGetValue(key, out var reading))
        {
            _order.Enqueue(key);
            reading = new StationReading
            {
                StationId = station,
                Time = time,
                LatitudeDegrees = feature.Latitude,
                LongitudeDegrees = feature.Longitude,
                ElevationMetres = feature.Ground ?? feature.Height,
                Source = source,
                SourceRecord = number,
            };
        }

        var usable = converted is not null && !feature.IsBad && !feature.IsAloft;
        _reports[key] = usable ? With(reading, value, converted, start, end) : reading;
        return null;
    }

    /// <summary>The reading with a value more; the first of several values of one kind stands.</summary>
    private static StationReading With(StationReading reading, Wis2Value value, double? number, DateTimeOffset start, DateTimeOffset end) => value switch
    {
        Wis2Value.AirTemperature => reading with { AirTemperatureK = reading.AirTemperatureK ?? number },
        Wis2Value.DewPoint => reading with { DewPointK = reading.DewPointK ?? number },
        Wis2Value.Pressure => reading with { SurfacePressurePa = reading.SurfacePressurePa ?? number },
        Wis2Value.WindSpeed => reading with { WindSpeedMetresPerSecond = reading.WindSpeedMetresPerSecond ?? number },
        Wis2Value.WindDirection => reading with { WindFromDirectionDegrees = reading.WindFromDirectionDegrees ?? number },
        Wis2Value.Precipitation6h => reading with { Precipitation6hMm = reading.Precipitation6hMm ?? number },
        Wis2Value.Precipitation when end - start == SixHours && end == reading.Time => reading with { Precipitation6hMm = reading.Precipitation6hMm ?? number },
        _ => reading,
    };

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
