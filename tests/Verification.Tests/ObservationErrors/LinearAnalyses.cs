using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Core.Randomness;

namespace Slams.Verification.Tests.ObservationErrors;

/// <summary>
/// Scalar linear-Gaussian analyses of which everything is known: truth 0, background error of variance B, observation error of variance R, analysis = background + k (O − B).
/// </summary>
internal sealed record LinearAnalyses
{
    public double BackgroundVariance { get; init; } = 4;

    public double ObservationVariance { get; init; } = 1.44;

    /// <summary>Variance that the analysis assumes for its observations; its gain is B / (B + this).</summary>
    public double AssumedVariance { get; init; } = 1.44;

    public double ObservationBias { get; init; }

    /// <summary>Variance by which the published background is worse than what the analysis really starts from.</summary>
    public double PersistenceVariance { get; init; }

    public int PerCycle { get; init; } = 50;

    public string Station { get; init; } = "s";

    public static DateTimeOffset Time(int cycle) => new DateTimeOffset(1987, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(6 * cycle);

    /// <summary>The observations of a cycle.</summary>
    public List<ObservationDeparture> Of(int cycle)
    {
        var normal = new float[3 * PerCycle];
        CounterRandom.FillNormal(17, (ulong)cycle, normal);
        var gain = BackgroundVariance / (BackgroundVariance + AssumedVariance);
        var departures = new List<ObservationDeparture>();
        for (var i = 0; i < PerCycle; i++)
        {
            var forecast = Math.Sqrt(BackgroundVariance) * normal[3 * i];
            var observed = (Math.Sqrt(ObservationVariance) * normal[(3 * i) + 1]) + ObservationBias;
            var analysis = forecast + (gain * (observed - forecast));
            var background = forecast + (Math.Sqrt(PersistenceVariance) * normal[(3 * i) + 2]);
            departures.Add(new ObservationDeparture(
                FeedbackQuantities.AirTemperature, $"{Station}{i}", (float)observed, (float)background, (float)analysis, 9, (float)Math.Sqrt(AssumedVariance), 1, 2,
                QualityFlag.Assimilated));
        }

        return departures;
    }
}
