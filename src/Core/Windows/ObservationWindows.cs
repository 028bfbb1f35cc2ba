using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Windows.Stores;

namespace Slams.Core.Windows;

/// <summary>The window core for station readings, profiles and satellite frames.</summary>
public static class ObservationWindows
{
    /// <summary>Makes a core.</summary>
    /// <param name="options">When windows close.</param>
    /// <param name="resume">What was stored with the last published cycle; null for a first start.</param>
    public static WindowCore<Observation> Create(WindowOptions options, WindowResume? resume = null)
    {
        var identity = new ObservationIdentity();
        var size = new NetworkSize();
        return new(options, () => new ObservationStore(identity, size), new ObservationOrder(), resume);
    }

    /// <summary>
    /// Flags reports, and levels of profiles, of which the window holds a correction, and those of soundings that it holds twice. Which one came first does not matter, and a
    /// revision has the report and its late correction both.
    /// </summary>
    public static ClosedWindow<Observation> WithCorrections(this ClosedWindow<Observation> window) => Corrections.Apply(window);

    /// <summary>Gives a closed window the form that the analyst takes.</summary>
    public static CycleObservations ToCycleObservations(this ClosedWindow<Observation> window)
    {
        var (readings, frames, profiles) = (new List<StationReading>(window.Items.Count), new List<SatelliteFrame>(), new List<TemperatureProfile>());
        foreach (var item in window.Items)
        {
            if (item.Reading is { } reading)
            {
                readings.Add(reading);
            }
            else if (item.Profile is { } profile)
            {
                profiles.Add(profile);
            }
            else
            {
                frames.Add(item.Frame!);
            }
        }

        return new CycleObservations(window.Cycle, readings, frames) { Profiles = profiles };
    }
}
