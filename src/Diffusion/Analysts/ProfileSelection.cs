using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Diffusion.Model;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Decides which temperatures of the profiles of a window are used: thinned to the levels of the model, then judged level by level against
/// background and neighbours, as those of stations are.
/// </summary>
internal sealed class ProfileSelection(ModelFolder model, AnalystOptions options)
{
    private readonly StateScaling _scaling = model.Climatology.Scaling;
    private readonly ProfileThinning _thinning = new(model.Climatology.Grid.PressureLevelsPa);
    private readonly InnovationChecks _checks = new(options.ToInnovationChecks(), "K");
    private readonly int _levels = model.Climatology.Grid.PressureLevelsPa.Count;

    /// <summary>Error of a temperature of a profile, K.</summary>
    public float ErrorK { get; } = (float)options.ProfileTemperatureErrorK;

    /// <summary>What stands for the profiles of a window, with what was flagged at the same levels, by ascent and level.</summary>
    public IReadOnlyList<ProfileTemperature> Temperatures(CycleObservations observations, BackgroundFields fields)
    {
        if (observations.Profiles.Count == 0)
        {
            return [];
        }

        float[][] climatologies = [.. Enumerable.Range(0, _levels).Select(fields.Climatology)];
        var backgrounds = fields.IsKnown ? [.. Enumerable.Range(0, _levels).Select(fields.Background)] : climatologies;
        return Judged(
        [
            // The parts of an ascent may be profiles of their own.
            .. observations.Profiles.Where(IsPlaced).GroupBy(profile => (profile.StationId, profile.Time))
                .SelectMany(ascent => _thinning.Thin(ascent.SelectMany(Levels)))
                .Select(one => Placed(one.Profile, one.Level, climatologies, backgrounds, fields.IsKnown)),
        ]);
    }

    // What repeats another is told of in the counts alone.
    private static bool IsPlaced(TemperatureProfile profile) =>
        profile.LatitudeDegrees is >= -90 and <= 90 && profile.LongitudeDegrees is { } longitude && double.IsFinite(longitude)
        && profile.Flag is not (QualityFlag.BadPosition or QualityFlag.Duplicate);

    private static IEnumerable<(TemperatureProfile Profile, ProfileLevel Level)> Levels(TemperatureProfile profile) => profile.Levels
        .Where(level => level.Flag != QualityFlag.Duplicate)
        .Select(level => (profile, level.Flag == QualityFlag.Assimilated ? level with { Flag = profile.Flag } : level));

    private ProfileTemperature Placed(TemperatureProfile profile, ProfileLevel observed, float[][] climatologies, float[][] backgrounds, bool isKnown)
    {
        var at = model.Climatology.Grid.Horizontal.Interpolate(profile.LatitudeDegrees!.Value, profile.LongitudeDegrees!.Value);
        var (level, weight) = _thinning.Between(observed.PressurePa);
        var next = Math.Min(level + 1, _levels - 1);
        var (above, below) = (_scaling.DeviationAt(level, at), _scaling.DeviationAt(next, at));
        return new ProfileTemperature(profile, at, observed.PressurePa, level, next, weight, observed.TemperatureK, observed.Flag)
        {
            ClimatologyK = ((1 - weight) * at.Apply(climatologies[level])) + (weight * at.Apply(climatologies[next])),
            BackgroundK = ((1 - weight) * at.Apply(backgrounds[level])) + (weight * at.Apply(backgrounds[next])),
            DeviationK = above,
            NextDeviationK = below,
            BackgroundErrorK = BackgroundError(Math.Max(above, below), isKnown),
            Reason = profile.FlagReason,
        };
    }

    // As of stations; the spread of the previous ensemble is carried for the surface only, and the deviation stands in for it.
    private float BackgroundError(float deviation, bool isKnown)
    {
        var change = (float)options.BackgroundChange * deviation;
        return isKnown ? MathF.Sqrt((deviation * deviation) + (change * change)) : 1.5f * deviation;
    }

    private List<ProfileTemperature> Judged(List<ProfileTemperature> temperatures)
    {
        foreach (var level in temperatures.Index().Where(one => one.Item.Flag == QualityFlag.Assimilated).GroupBy(one => one.Item.Level + (int)MathF.Round(one.Item.Weight)).ToList())
        {
            var verdicts = _checks.Judge([.. level.Select(one => InnovationOf(one.Item))]);
            foreach (var ((index, one), verdict) in level.Zip(verdicts).Where(judged => judged.Second.Reason.Length > 0))
            {
                temperatures[index] = one with { Flag = verdict.Flag, Reason = one.Reason.Length == 0 ? verdict.Reason : one.Reason + "; " + verdict.Reason };
            }
        }

        return temperatures;
    }

    private Innovation InnovationOf(ProfileTemperature one) => new(
        one.Profile.StationId, one.Profile.LatitudeDegrees!.Value, one.Profile.LongitudeDegrees!.Value, one.ObservedK - one.BackgroundK, one.BackgroundErrorK, ErrorK);
}
