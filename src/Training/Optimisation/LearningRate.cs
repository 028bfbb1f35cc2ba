namespace Slams.Training.Optimisation;

/// <summary>Warm-up, a constant stretch, then a linear descent over the last part: a run can be prolonged before its descent.</summary>
/// <param name="Peak">Rate of the constant stretch.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Warmup">Steps of warm-up.</param>
/// <param name="DescentShare">Share of the steps that descend.</param>
public sealed record LearningRate(double Peak, long Steps, long Warmup = 200, double DescentShare = 0.3)
{
    /// <summary>Rate at a step from 0.</summary>
    public double At(long step)
    {
        var rise = Math.Min(1, (step + 1.0) / Warmup);
        var fall = Math.Clamp((Steps - step) / (Steps * DescentShare), 0.01, 1);
        return Peak * Math.Min(rise, fall);
    }
}
