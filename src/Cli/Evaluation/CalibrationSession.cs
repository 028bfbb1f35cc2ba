using System.Globalization;
using Slams.Diffusion.Model;
using Slams.Verification.Evaluation;

namespace Slams.Cli.Evaluation;

/// <summary>
/// Measures how far the spread of each level falls short of the error, and writes the factors that mend it into the model's
/// manifest. The factors act on what is published, not on what is carried on, so one pass settles them.
/// </summary>
internal sealed class CalibrationSession(EvaluationPlan plan, TextWriter console, TimeProvider time)
{
    /// <summary>Runs; 0 when the manifest was written.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var world = new EvaluationWorld(plan, console, time);
        float[] corrections;
        using (var analyst = world.LoadAnalyst())
        {
            corrections = SpreadFactors.Of(world.Run([world.Method(analyst)], plan.Without, "", cancellationToken)[0]);
        }

        var manifest = ModelFolder.Open(plan.Model).Manifest;
        var now = manifest.TemperatureInflation;
        float[] factors = [.. corrections.Select((correction, i) => correction * now[now.Length == 1 ? 0 : i])];
        ModelFolder.WriteManifest(plan.Model, manifest with { Format = ModelManifest.CurrentFormat, TemperatureInflation = factors });
        await console.WriteLineAsync(
            $"Temperature inflation, top first, near-surface last: {string.Join(' ', factors.Select(f => f.ToString("0.000", CultureInfo.InvariantCulture)))}");
        return 0;
    }
}
