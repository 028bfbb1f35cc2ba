using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Rejects a temperature that has been the very same for so many reports and so long that the sensor, or what sends its values, must be stuck.
/// Reports that come out of order are not judged, nor do they count; repeats are judged as what they repeat.
/// </summary>
public sealed class StuckCheck : IReadingCheck
{
    private readonly RecentMemory<string, Streak> _stations;
    private readonly int _reports;
    private readonly TimeSpan _duration;

    /// <summary>Makes the check.</summary>
    /// <param name="clock">Measures how long a station has been silent.</param>
    /// <param name="reports">Reports with the same value that are accepted.</param>
    /// <param name="duration">How long the same value is accepted, whatever the number of reports.</param>
    /// <param name="capacity">Most stations remembered, at least 2.</param>
    /// <param name="retention">How long a silent station is remembered.</param>
    public StuckCheck(TimeProvider clock, int reports, TimeSpan duration, int capacity, TimeSpan retention)
    {
        _stations = new(clock, capacity, retention);
        (_reports, _duration) = (reports, duration);
    }

    /// <inheritdoc/>
    public string Name => "stuck";

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        // Whatever else is wrong with a value does not make it move.
        if (reading.AirTemperatureK is not { } temperature || reading.Time is not { } time)
        {
            return;
        }

        ref var streak = ref _stations.Of(reading.StationId, out var known);
        var same = known && temperature.Equals(streak.TemperatureK);
        if (known && (time.UtcTicks < streak.LastTicks || (time.UtcTicks == streak.LastTicks && !same)))
        {
            return;
        }

        if (!known || time.UtcTicks > streak.LastTicks)
        {
            streak = same
                ? streak with { LastTicks = time.UtcTicks, Reports = streak.Reports + 1 }
                : new Streak(temperature, time.UtcTicks, time.UtcTicks, 1);
        }

        var lasted = TimeSpan.FromTicks(streak.LastTicks - streak.FirstTicks);
        if (streak.Reports > _reports && lasted > _duration)
        {
            verdict.FlagAirTemperature(
                QualityFlag.Stuck, ReadingFindings.AirTemperatureStuck,
                Invariant($"air temperature {temperature:0.##} K in {streak.Reports} reports over {lasted.TotalHours:0} h ")
                + Invariant($"(at most {_reports} reports or {_duration.TotalHours:0} h)"));
        }
    }

    private readonly record struct Streak(double TemperatureK, long FirstTicks, long LastTicks, int Reports);
}
