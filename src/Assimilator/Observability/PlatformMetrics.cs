using Prometheus;
using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Windows;

namespace Slams.Assimilator.Observability;

/// <summary>Satellite frames by platform. Platforms are few, but their names come from files: beyond a bound they are all <c>other</c>.</summary>
internal sealed class PlatformMetrics(MetricFactory make)
{
    private const int Most = 32;
    private const string Other = "other";
    private readonly Counter _frames = make.CreateCounter("slams_platform_frames_total", "Satellite frames in closed windows.", "platform", "flag");
    private readonly Gauge _newest = make.CreateGauge("slams_platform_newest_frame_timestamp_seconds", "Time of the newest frame of a platform.", "platform");
    private readonly Gauge _mean = make.CreateGauge(
        "slams_platform_departure_mean_watts_per_square_meter", "Mean of observed longwave flux minus background over the cells of the platform's frames, last cycle.", "platform");

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A window was closed, whether it could be analysed or not.</summary>
    public void Closed(ClosedWindow<Observation> window)
    {
        foreach (var item in window.Items)
        {
            if (item.Frame is { } frame)
            {
                _frames.WithLabels(NameOf(frame.Platform), frame.Flag.ToString()).Inc();
                _newest.WithLabels(NameOf(frame.Platform)).IncTo(frame.Time.ToUnixTimeMilliseconds() / 1000.0);
            }
        }
    }

    /// <summary>A window was analysed. A platform without frames in it has no mean: NaN, not the one that it had before.</summary>
    public void Fitted(LongwaveDepartures? longwave, LatLonGrid grid)
    {
        foreach (var platform in _mean.GetAllLabelValues().ToArray())
        {
            _mean.WithLabels(platform).Set(double.NaN);
        }

        foreach (var frames in (longwave?.Frames ?? []).Where(frame => frame.Flag == QualityFlag.Assimilated).GroupBy(frame => NameOf(frame.Platform)))
        {
            var (sum, weight) = (0.0, 0.0);
            foreach (var frame in frames)
            {
                for (var cell = 0; cell < frame.Observed.Length; cell++)
                {
                    var departure = frame.Observed[cell] - longwave!.Background[cell];
                    var area = float.IsFinite(departure) ? grid.RowWeights[cell / grid.Columns] : 0;
                    sum += area > 0 ? area * departure : 0;
                    weight += area;
                }
            }

            _mean.WithLabels(frames.Key).Set(sum / weight);
        }
    }

    private string NameOf(string platform)
    {
        if (_known.Count < Most)
        {
            _known.Add(platform);
        }

        return _known.Contains(platform) ? platform : Other;
    }
}
