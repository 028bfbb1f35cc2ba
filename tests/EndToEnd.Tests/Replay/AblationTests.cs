using Slams.EndToEnd.Tests.Support;
using Slams.Verification.Ablation;

namespace Slams.EndToEnd.Tests.Replay;

/// <summary>The paper's table from what the repository has.</summary>
public sealed class AblationTests
{
    [Fact]
    public async Task The_bundled_priors_find_the_truth_from_a_coarse_copy_in_both_spaces()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(
            folder, "ablate", "--dates", "2", "--members", "2", "--settings", "c4", "--steps", "6", "--iterations", "2", "--out", folder["out"])).Well();

        Assert.True(File.Exists(Path.Combine(folder["out"], "ablation.html")));
        var report = AblationJson.Read(await File.ReadAllTextAsync(Path.Combine(folder["out"], "ablation.json"), TestContext.Current.CancellationToken));
        var climatology = Assert.Single(report.Rows, row => row.Space == AblationCase.Climatology).Mean.Rmse.Estimate;
        foreach (var space in new[] { PriorSpaceName.Pixel, PriorSpaceName.Latent })
        {
            var rows = report.Rows.Where(row => row.Space == space && row.Setting.Length > 0).ToArray();
            Assert.Equal(3, rows.Length);
            Assert.All(rows, row => Assert.InRange(row.Mean.Rmse.Estimate, 0, 0.5 * climatology));
        }
    }
}
