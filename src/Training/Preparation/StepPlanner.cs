namespace Slams.Training.Preparation;

/// <summary>
/// Matches the modalities in time. A six-hourly state takes the instantaneous temperature and the radiation and precipitation of the
/// UTC day in which its preceding six hours lie; a daily one, stamped at noon, takes the mean of all temperatures of its day.
/// </summary>
internal sealed class StepPlanner(FieldCatalogue temperature, FieldCatalogue? nearSurface, FieldCatalogue longwave, FieldCatalogue precipitation, bool daily)
{
    private readonly Dictionary<DateOnly, FieldPlace[]> _longwave = longwave.ByDay();
    private readonly Dictionary<DateOnly, FieldPlace[]> _precipitation = precipitation.ByDay();
    private readonly Dictionary<DateOnly, FieldPlace[]> _temperatureDays = daily ? temperature.ByDay() : [];
    private readonly Dictionary<DateOnly, FieldPlace[]> _nearSurfaceDays = daily && nearSurface is not null ? nearSurface.ByDay() : [];

    /// <summary>Time between two states.</summary>
    public TimeSpan Step { get; } = TimeSpan.FromHours(daily ? 24 : 6);

    /// <summary>Every step between the first and the last temperature that can be made; the others go into the report.</summary>
    public List<PlannedStep> Plan(GapReport gaps)
    {
        var steps = new List<PlannedStep>();
        var first = Floor(temperature.Times.First());
        for (var time = daily ? first.AddHours(12) : first; time <= temperature.Times.Last().AddHours(daily ? 12 : 0); time += Step)
        {
            if (!daily && time < temperature.Times.First())
            {
                continue;
            }

            var (planned, missing) = Match(time);
            if (planned is null)
            {
                gaps.Add(time, missing!);
            }
            else
            {
                steps.Add(planned);
            }
        }

        return steps;
    }

    private (PlannedStep? Step, string? Missing) Match(DateTimeOffset time)
    {
        var day = DateOnly.FromDateTime(time.AddHours(daily ? 0 : -3).UtcDateTime);
        var t = Places(temperature, _temperatureDays, time);
        var surface = nearSurface is null ? [] : Places(nearSurface, _nearSurfaceDays, time);
        if (t is null)
        {
            return (null, "temperature");
        }

        if (surface is null)
        {
            return (null, "near-surface temperature");
        }

        return !_longwave.TryGetValue(day, out var olr) ? (null, "outgoing longwave radiation")
            : !_precipitation.TryGetValue(day, out var rain) ? (null, "precipitation")
            : (new PlannedStep(time, t, surface, olr[0], rain[0]), null);
    }

    /// <summary>A day with fewer times than most is a gap: its mean would be that of a part of the day.</summary>
    private FieldPlace[]? Places(FieldCatalogue catalogue, Dictionary<DateOnly, FieldPlace[]> days, DateTimeOffset time)
    {
        if (!daily)
        {
            return catalogue.At(time) is { } place ? [place] : null;
        }

        var usual = days.Values.GroupBy(d => d.Length).OrderByDescending(g => g.Count()).First().Key;
        return days.TryGetValue(DateOnly.FromDateTime(time.UtcDateTime), out var found) && found.Length >= usual ? found : null;
    }

    private DateTimeOffset Floor(DateTimeOffset time) => new(time.Ticks - (time.Ticks % Step.Ticks), TimeSpan.Zero);
}
