using System.Globalization;
using Slams.Core.Analyses;
using Slams.Diffusion.Model;
using Slams.Verification.Evaluation;

namespace Slams.Cli.Evaluation;

/// <summary>
/// Measures how far the spread falls short of the error, by level, latitude and season, and writes the factors that mend it into the model's
/// manifest. The factors act on what is published, not on what is carried on, so one pass settles them.
/// </summary>
internal sealed class CalibrationSession(EvaluationPlan plan, TextWriter console, TimeProvider time)
{
    /// <summary>Runs; 0 when the manifest was written.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var world = new EvaluationWorld(plan, console, time);
        SpreadPattern correction;
        using (var analyst = world.LoadAnalyst())
        {
            correction = SpreadPatternFit.Of(world.Run([world.Method(analyst)], plan.Without, "", cancellationToken)[0]);
        }

        var model = ModelFolder.Open(plan.Model);
        var pattern = model.SpreadPattern.Then(correction);
        ModelFolder.WriteManifest(
            plan.Model,
            model.Manifest with { Format = ModelManifest.CurrentFormat, TemperatureInflation = [1], TemperatureSpread = pattern });
        await console.WriteLineAsync("Factors on the spread by 15 degrees of latitude, equator first; top level first, near-surface last");
        foreach (var (season, sign) in new[] { ("summer", -1), ("winter", 1) })
        {
            await console.WriteLineAsync($"{season}:");
            foreach (var channel in Enumerable.Range(0, pattern.Annual.Length / SpreadPattern.Bands))
            {
                await console.WriteLineAsync(string.Join(' ', Enumerable.Range(channel * SpreadPattern.Bands, SpreadPattern.Bands)
                    .Select(i => Math.Exp(pattern.Annual[i] + (sign * pattern.Seasonal[i])).ToString("0.00", CultureInfo.InvariantCulture))));
            }
        }

        return 0;
    }
}
