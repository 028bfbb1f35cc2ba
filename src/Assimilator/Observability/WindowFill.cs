using Prometheus;
using Slams.Core.Observations;
using Slams.Core.Windows;

namespace Slams.Assimilator.Observability;

/// <summary>What the last window held of each kind of observation, beside what windows usually hold.</summary>
internal sealed class WindowFill
{
    // About the last ten cycles.
    private const double Weight = 0.1;
    private readonly Gauge _usable, _ratio, _rejected;
    private readonly Dictionary<string, double> _usual = new(StringComparer.Ordinal);

    public WindowFill(MetricFactory make)
    {
        _usable = make.CreateGauge("slams_window_fill_observations", "Usable observations in the last window: values of stations, satellite frames, profiles.", "modality");
        _ratio = make.CreateGauge(
            "slams_window_fill_ratio", "Usable observations in the last window over their running mean of about ten windows before it: 1 is as usual.", "modality");
        _rejected = make.CreateGauge("slams_window_rejected_ratio", "Share of the observations of the last window that quality control has flagged.", "modality");
        foreach (var modality in Modality.All)
        {
            _usable.WithLabels(modality);
            _ratio.WithLabels(modality).Set(double.NaN);
            _rejected.WithLabels(modality).Set(double.NaN);
        }
    }

    /// <summary>A window was analysed.</summary>
    /// <param name="window">The window.</param>
    /// <param name="rejectedTemperatures">Temperatures that ingest let pass and the analysis rejected.</param>
    public void Closed(ClosedWindow<Observation> window, int rejectedTemperatures)
    {
        var (usable, all) = (new int[Modality.All.Length], new int[Modality.All.Length]);
        foreach (var item in window.Items)
        {
            if (item.Reading is { } reading)
            {
                Count(0, reading.AirTemperatureK is not null, reading.Flag.IsUsable() && reading.AirTemperatureFlag.IsUsable());
                Count(1, reading.Precipitation6hMm is not null, reading.Flag.IsUsable() && reading.PrecipitationFlag.IsUsable());
            }
            else
            {
                Count(item.Profile is not null ? 3 : 2, true, item.Flag.IsUsable());
            }
        }

        usable[0] -= rejectedTemperatures;
        for (var i = 0; i < usable.Length; i++)
        {
            Set(Modality.All[i], usable[i], all[i]);
        }

        void Count(int modality, bool isThere, bool isUsable)
        {
            all[modality] += isThere ? 1 : 0;
            usable[modality] += isThere && isUsable ? 1 : 0;
        }
    }

    private void Set(string modality, double usable, double all)
    {
        _usable.WithLabels(modality).Set(usable);
        _rejected.WithLabels(modality).Set((all - usable) / all);
        if (_usual.TryGetValue(modality, out var usual))
        {
            _ratio.WithLabels(modality).Set(usable / usual);
            _usual[modality] = usual + (Weight * (usable - usual));
        }
        else if (usable > 0)
        {
            _usual[modality] = usable;
        }
    }
}
