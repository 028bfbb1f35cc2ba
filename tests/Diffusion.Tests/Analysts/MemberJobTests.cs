using System.Runtime.InteropServices;
using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

/// <summary>The bundled model, with the members of a cycle sampled as jobs.</summary>
public sealed class MemberJobTests(BundledModel model) : IClassFixture<BundledModel>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cycle_has_the_same_bytes_when_its_jobs_are_done_elsewhere_and_the_last_first()
    {
        var request = new AnalysisRequest(6, 1, KeepMembers: true);
        using var elsewhere = BundledModel.Load(new AnalystOptions { Steps = 3, GuidanceIterations = 2, TemperatureErrorK = 3 });
        var jobs = new Elsewhere(elsewhere);

        var shared = await model.QuickAnalyst.AnalyseAsync(model.Windows[0], [], request, jobs, Token);
        var alone = model.QuickAnalyst.Analyse(model.Windows[0], [], request, Token);

        Assert.Equal([(0, 4), (4, 2)], jobs.Done.Select(job => (job.FirstMember, job.Members)));
        Assert.All(jobs.Done, job => Assert.NotEmpty(job.Guided));
        Assert.Equal(alone.MembersK.Select(Bytes), shared.MembersK.Select(Bytes));
        Assert.Equal((Bytes(alone.MeanK), Bytes(alone.SpreadK)), (Bytes(shared.MeanK), Bytes(shared.SpreadK)));
        Assert.Equal(alone.State.Bytes.ToArray(), shared.State.Bytes.ToArray());
        Assert.Equal(alone.Departures, shared.Departures);
    }

    [Fact]
    public void Whoever_has_the_same_model_does_jobs_under_the_same_conditions()
    {
        using var other = BundledModel.LoadWith(1);

        Assert.Equal("", model.Analyst.Conditions.DifferenceTo(model.QuickAnalyst.Conditions));
        Assert.Equal($"model {other.ModelHash} is not {model.Analyst.ModelHash}", other.Conditions.DifferenceTo(model.Analyst.Conditions));
        Assert.Contains("ONNX Runtime 1.", model.Analyst.Conditions.Software, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a window of another size")]
    [InlineData("members that are no batch")]
    [InlineData("noise levels out of bounds")]
    [InlineData("guidance out of bounds")]
    [InlineData("a place outside the fields")]
    public async Task A_job_that_is_none_for_the_model_is_refused(string reason)
    {
        var job = await JobAsync();
        var (cells, channels) = (model.Climatology.Grid.Horizontal.CellCount, model.Climatology.Grid.PressureLevelsPa.Count + 3);
        GuidedTemperature Guided(int cell, int channel, float next) => new(new BilinearStencil(0, 0, 0, cell, 0.25f, 0.25f, 0.25f, 0.25f), channel, 1, next, 0);
        MemberJob[] wrong = reason switch
        {
            "a window of another size" => [With(job, mean: job.Mean[1..]), With(job, logSpread: [])],
            "members that are no batch" => [With(job, members: 0), With(job, members: 5), With(job, first: 2), With(job, first: -4)],
            "noise levels out of bounds" => [With(job, steps: 0), With(job, steps: 1001)],
            "guidance out of bounds" => [With(job, iterations: 51), With(job, level: double.NaN), With(job, level: 1.5), With(job, lowest: double.NaN), With(job, lowest: -0.5)],
            _ => [With(job, guided: Guided(cells, 0, 0)), With(job, guided: Guided(-1, 0, 0)), With(job, guided: Guided(0, channels, 0)), With(job, guided: Guided(0, channels - 1, 1))],
        };

        Assert.All(wrong, one => Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => model.QuickAnalyst.Sample(one, Token)).Message, StringComparison.Ordinal));
    }

    private static string Bytes(float[] values) => Convert.ToHexString(MemoryMarshal.AsBytes<float>(values));

    private static MemberJob With(
        MemberJob job, float[]? mean = null, float[]? logSpread = null, int? first = null, int? members = null, int? steps = null, int? iterations = null,
        double? level = null, double? lowest = null, GuidedTemperature? guided = null) => new()
        {
            Conditions = job.Conditions,
            Seed = job.Seed,
            FirstMember = first ?? job.FirstMember,
            Members = members ?? job.Members,
            Steps = steps ?? job.Steps,
            GuidanceIterations = iterations ?? job.GuidanceIterations,
            GuidanceLevel = level ?? job.GuidanceLevel,
            GuidanceLowestLevel = lowest ?? job.GuidanceLowestLevel,
            Mean = mean ?? job.Mean,
            LogSpread = logSpread ?? job.LogSpread,
            Guided = guided is { } one ? [one] : job.Guided,
        };

    private async Task<MemberJob> JobAsync()
    {
        var asked = new Asked();
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => model.QuickAnalyst.AnalyseAsync(model.Windows[0], [], new AnalysisRequest(2, 1, KeepMembers: false), asked, Token));
        return asked.Jobs[0];
    }

    /// <summary>Has another analyst do the jobs.</summary>
    private sealed class Elsewhere(LatentAnalyst analyst) : IMemberSampler
    {
        public List<MemberJob> Done { get; } = [];

        public Task<float[][]> SampleAsync(IReadOnlyList<MemberJob> jobs, CancellationToken cancellationToken)
        {
            Done.AddRange(jobs);
            var samples = jobs.Reverse().ToDictionary(job => job.Id, job => analyst.Sample(job, cancellationToken));
            Assert.All(jobs, job => Assert.True(samples[job.Id].Answer(job)));
            return Task.FromResult<float[][]>([.. jobs.SelectMany(job => samples[job.Id].Windows)]);
        }
    }

    /// <summary>Notes the jobs and does none.</summary>
    private sealed class Asked : IMemberSampler
    {
        public IReadOnlyList<MemberJob> Jobs { get; private set; } = [];

        public Task<float[][]> SampleAsync(IReadOnlyList<MemberJob> jobs, CancellationToken cancellationToken)
        {
            Jobs = jobs;
            throw new OperationCanceledException();
        }
    }
}
