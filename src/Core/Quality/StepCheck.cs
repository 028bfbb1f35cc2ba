using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Rejects a temperature that has changed more since the station's last good report than weather does: a spike, or the first report after a step.
/// The second in a row that agrees with a rejected one stands: a new level, by which later ones are judged. Reports that are no newer than the
/// last good one are not judged.
/// </summary>
public sealed class StepCheck : IReadingCheck
{
    private readonly RecentMemory<string, State> _stations;
    private readonly double _floorK;
    private readonly double _perHourK;

    /// <summary>Makes the check.</summary>
    /// <param name="clock">Measures how long a station has been silent.</param>
    /// <param name="floorK">Change that is always accepted, K.</param>
    /// <param name="perHourK">Further change accepted for each hour between the reports, K.</param>
    /// <param name="capacity">Most stations remembered, at least 2.</param>
    /// <param name="retention">How long a silent station is remembered.</param>
    public StepCheck(TimeProvider clock, double floorK, double perHourK, int capacity, TimeSpan retention)
    {
        _stations = new(clock, capacity, retention);
        (_floorK, _perHourK) = (floorK, perHourK);
    }

    /// <inheritdoc/>
    public string Name => "step";

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        if (!verdict.HasUsableAirTemperature || reading.AirTemperatureK is not { } temperature || reading.Time is not { } time)
        {
            return;
        }

        var now = new Sample(time.UtcTicks, temperature);
        ref var state = ref _stations.Of(reading.StationId, out var known);
        if (!known)
        {
            state = new State(now, null, null, default);
        }
        else if (now == state.Rejected)
        {
            // A repeat, which may come late: no witness for what it repeats.
            Flag(ref verdict, state.Before, now);
        }
        else if (now.Ticks > state.Good.Ticks)
        {
            var isNext = state.Doubtful is not { } last || now.Ticks > last.Ticks;
            if (IsWeather(state.Good, now) || (isNext && state.Doubtful is { } doubtful && IsWeather(doubtful, now)))
            {
                state = isNext ? state with { Good = now, Doubtful = null } : state;
                return;
            }

            Flag(ref verdict, state.Good, now);
            state = isNext ? state with { Doubtful = now, Rejected = now, Before = state.Good } : state;
        }
    }

    private static double Hours(Sample before, Sample now) => TimeSpan.FromTicks(now.Ticks - before.Ticks).TotalHours;

    private void Flag(ref ReadingVerdict verdict, Sample before, Sample now) => verdict.FlagAirTemperature(
        QualityFlag.Step, ReadingFindings.AirTemperatureStep,
        Invariant($"air temperature {now.TemperatureK:0.##} K after {before.TemperatureK:0.##} K {Hours(before, now):0.##} h before ")
        + Invariant($"(at most {MostK(before, now):0.#} K apart)"));

    private bool IsWeather(Sample before, Sample now) => Math.Abs(now.TemperatureK - before.TemperatureK) <= MostK(before, now);

    private double MostK(Sample before, Sample now) => _floorK + (_perHourK * Hours(before, now));

    private readonly record struct Sample(long Ticks, double TemperatureK);

    /// <param name="Good">The last report that stands.</param>
    /// <param name="Doubtful">One rejected since.</param>
    /// <param name="Rejected">The last one rejected.</param>
    /// <param name="Before">The good one before that.</param>
    private readonly record struct State(Sample Good, Sample? Doubtful, Sample? Rejected, Sample Before);
}
