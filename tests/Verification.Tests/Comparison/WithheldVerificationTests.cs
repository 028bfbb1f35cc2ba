using System.Globalization;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Verification.Comparison;

namespace Slams.Verification.Tests.Comparison;

public sealed class WithheldVerificationTests
{
    private static readonly DateTimeOffset Start = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Only_passive_stations_count_and_scores_follow_the_made_up_errors()
    {
        var verification = new WithheldVerification(observationErrorK: 1, members: 16);
        for (var cycle = 0; cycle < 12; cycle++)
        {
            var draws = TestGrids.Normal(400, (ulong)cycle);
            var passive = Enumerable.Range(0, 200).Select(i => Departure(
                Id(i), analysisError: (1.2f * draws[i]) + 0.1f, climatologyError: 4 * draws[200 + i], QualityFlag.Passive));
            var others = Enumerable.Range(0, 50).Select(i => Departure(Id(1000 + i), 99, 99, QualityFlag.Assimilated));
            verification.Add(Start.AddHours(6 * cycle), [.. passive, .. others]);
        }

        var score = verification.Score();
        Assert.Equal(2400, score.Observations);
        Assert.Equal(200, score.Stations);
        Assert.Equal(12, verification.CycleCount);
        Assert.Equal(Math.Sqrt(1.44 + 0.01), score.AnalysisRmseK.Estimate, 0.05);
        Assert.Equal(4, score.ClimatologyRmseK.Estimate, 0.15);
        Assert.Equal(2 * score.AnalysisRmseK.Estimate, score.BackgroundRmseK.Estimate, 1e-3);
        Assert.Equal(0.1, score.AnalysisBiasK, 0.06);
        // Spread 0.7 and error 1 explain a variance of 1.49.
        Assert.Equal(1.45 / 1.49, score.ChiSquare, 0.06);
        Assert.Equal(0.9, score.Coverage90, 0.03);
        var text = ScoreTable.Withheld(score);
        Assert.Contains("200 withheld stations", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_withheld_is_said_so()
    {
        var verification = new WithheldVerification(1, 16);
        verification.Add(Start, [Departure("a", 1, 1, QualityFlag.Assimilated)]);
        var score = verification.Score();
        Assert.Equal(0, score.Observations);
        Assert.True(double.IsNaN(score.AnalysisRmseK.Estimate));
        Assert.StartsWith("No usable observation", ScoreTable.Withheld(score), StringComparison.Ordinal);
    }

    private static string Id(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static StationDeparture Departure(string id, float analysisError, float climatologyError, QualityFlag flag) => new(
        id, 10, 20, ObservedK: 280, BackgroundK: 280 + (2 * analysisError), AnalysisK: 280 + analysisError, AnalysisSpreadK: 0.7f,
        ClimatologyK: 280 + climatologyError, flag);
}
