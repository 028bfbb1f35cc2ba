using Slams.Core.Observations;

namespace Slams.Assimilator.Observability;

/// <summary>Departures of one kind of observation, summed up by use and region.</summary>
internal sealed class DepartureSums
{
    /// <summary>Values of the label <c>use</c>.</summary>
    public static readonly string[] Uses = ["assimilated", "withheld"];

    private readonly Sum[] _sums = new Sum[Uses.Length * Region.All.Length];

    /// <summary>Adds one observation; what was neither assimilated nor withheld, and what is not finite, does not count.</summary>
    /// <param name="flag">Verdict.</param>
    /// <param name="latitude">Degrees north.</param>
    /// <param name="background">Observation minus background.</param>
    /// <param name="analysis">Observation minus analysis.</param>
    /// <param name="spread">Standard deviation of the ensemble's equivalents.</param>
    /// <param name="error">Standard deviation of the observation; NaN where it is not told.</param>
    public void Add(QualityFlag flag, double latitude, float background, float analysis, float spread, float error)
    {
        var use = flag switch { QualityFlag.Assimilated => 0, QualityFlag.Passive => 1, _ => -1 };
        if (use < 0 || !float.IsFinite(background) || !float.IsFinite(analysis))
        {
            return;
        }

        var variance = ((double)spread * spread) + ((double)error * error);
        for (var region = 0; region < Region.All.Length; region++)
        {
            if (Region.All[region].Contains(latitude))
            {
                ref var sum = ref _sums[(use * Region.All.Length) + region];
                sum.Count++;
                sum.Background += background;
                sum.BackgroundSquared += (double)background * background;
                sum.Analysis += analysis;
                sum.AnalysisSquared += (double)analysis * analysis;
                sum.SpreadSquared += (double)spread * spread;
                sum.Variance += variance;
                sum.ChiSquare += (double)analysis * analysis / variance;
            }
        }
    }

    /// <summary>The sums of a use in a region, by their places in the lists.</summary>
    public Sum Of(int use, int region) => _sums[(use * Region.All.Length) + region];

    internal struct Sum
    {
        public long Count;
        public double Background, BackgroundSquared, Analysis, AnalysisSquared, SpreadSquared, Variance, ChiSquare;
    }
}
