using Slams.Core.Observations;
using Slams.Formats.Bufr;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Bufr;

/// <summary>Collects the elements of one surface report. Of an element that stands there more than once the first counts.</summary>
internal sealed class SurfaceReport
{
    /// <summary>Element codes of one value, in the order of preference.</summary>
    private static readonly int[]
        Temperatures = [12101, 12001, 12104, 12004],
        DewPoints = [12103, 12003, 12106, 12006],
        WindSpeeds = [11002, 11012],
        WindDirections = [11001, 11011],
        Pressures = [10004];

    private static readonly int[] Codes = [.. ((int[])[.. Temperatures, .. DewPoints, .. WindSpeeds, .. WindDirections, .. Pressures]).Order()];

    private const int HoursPeriod = 4024, MinutesPeriod = 4025, Statistics = 8023;

    // An amount that is too small to be measured.
    private const double Trace = -0.1;

    private readonly BufrStation _station = new();
    private readonly double?[] _values = new double?[Codes.Length];
    private double _period, _statistics;
    private int _before;
    private double? _amount, _longerAmount;

    /// <summary>Forgets the report before.</summary>
    public void Clear()
    {
        _station.Clear();
        Array.Clear(_values);
        (_period, _statistics, _before, _amount, _longerAmount) = (double.NaN, double.NaN, 0, null, null);
    }

    /// <summary>Takes a text.</summary>
    public void Text(int code, ReadOnlySpan<byte> text) => _station.Text(code, text);

    /// <summary>Takes a number.</summary>
    public void Number(int code, double value)
    {
        if (_station.TryNumber(code, value))
        {
            return;
        }

        switch (code)
        {
            // Of two periods, one after the other, the second is the end: where that is now the first stays.
            case HoursPeriod or MinutesPeriod when _before == code && value == 0:
                break;
            case HoursPeriod:
                _period = value;
                break;
            case MinutesPeriod:
                _period = value / 60;
                break;
            case Statistics:
                _statistics = value;
                break;
            case 13021:
                Amount(6, value);
                break;
            case 13022:
                Amount(12, value);
                break;
            case 13023:
                Amount(24, value);
                break;
            case 13011:
                Amount(-_period, value);
                break;
            // Means, extremes and the like are no values of the time.
            default:
                if (double.IsNaN(_statistics) && Array.BinarySearch(Codes, code) is var at and >= 0)
                {
                    _values[at] ??= value;
                }

                break;
        }

        _before = code;
    }

    /// <summary>The report; null when its name is not printable.</summary>
    public StationReading? ToReading(StationIdPool ids, int correction, string source, long record)
    {
        Span<byte> id = stackalloc byte[256];
        return ids.Get(id[.._station.WriteId(id)]) is not { } station ? null : new StationReading
        {
            StationId = station,
            Time = _station.Time,
            LatitudeDegrees = _station.Latitude,
            LongitudeDegrees = _station.Longitude,
            ElevationMetres = _station.Elevation,
            AirTemperatureK = First(Temperatures),
            DewPointK = First(DewPoints),
            SurfacePressurePa = First(Pressures),
            WindSpeedMetresPerSecond = First(WindSpeeds),
            WindFromDirectionDegrees = First(WindDirections),
            Precipitation6hMm = _amount ?? _longerAmount,
            Correction = correction,
            Source = source,
            SourceRecord = record,
        };
    }

    private void Amount(double hours, double amount)
    {
        amount = amount == Trace ? 0 : amount;
        if (hours == 6 && !double.IsNaN(amount))
        {
            _amount ??= amount;
        }
        else if (hours > 6 && amount == 0)
        {
            _longerAmount = 0;
        }
    }

    private double? First(int[] codes)
    {
        foreach (var code in codes)
        {
            if (_values[Array.BinarySearch(Codes, code)] is { } value && !double.IsNaN(value))
            {
                return value;
            }
        }

        return null;
    }
}
