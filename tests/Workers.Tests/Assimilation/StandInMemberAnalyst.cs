using Slams.Assimilator;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>An analyst whose members are numbers that their jobs decide, so that every mistake in sharing them out shows in its mean.</summary>
internal sealed class StandInMemberAnalyst : IMemberAnalyst, IAnalystFactory
{
    private const int Values = 3;
    private readonly StandInAnalyst _alone = new();
    private int _done;

    /// <summary>Called before a job is done; may wait or throw as ONNX Runtime might.</summary>
    public Action<MemberJob, CancellationToken>? Before { get; set; }

    /// <summary>Jobs that it has done.</summary>
    public int Done => Volatile.Read(ref _done);

    public MemberConditions Conditions { get; init; } = new("hash", "none", "1", "any");

    public int Threads { get; init; } = 1;

    public StateGrid Grid => _alone.Grid;

    public string ModelId => _alone.ModelId;

    public string ModelHash => Conditions.ModelHash;

    public string ExecutionProvider => Conditions.Provider;

    public int HistoryCycles => _alone.HistoryCycles;

    public ICycleAnalyst Load() => this;

    /// <summary>Jobs of so many members, of which the seed decides all.</summary>
    public static IReadOnlyList<MemberJob> Jobs(int members, ulong seed = 1, MemberConditions? conditions = null) =>
    [
        .. Enumerable.Range(0, (members + MemberJob.Batch - 1) / MemberJob.Batch).Select(batch => new MemberJob
        {
            Conditions = conditions ?? new MemberConditions("hash", "none", "1", "any"),
            Seed = seed,
            FirstMember = batch * MemberJob.Batch,
            Members = Math.Min(MemberJob.Batch, members - (batch * MemberJob.Batch)),
            Steps = 2,
            GuidanceIterations = 1,
            GuidanceLevel = 1,
            GuidanceLowestLevel = 0,
            Mean = [1, 2, 3],
            LogSpread = [0, 0, 0],
            Guided = [],
        }),
    ];

    /// <summary>What a job gives, wherever it is done.</summary>
    public static float[][] WindowsOf(MemberJob job) =>
        [.. Enumerable.Range(job.FirstMember, job.Members).Select(member => Enumerable.Range(0, Values).Select(value => (float)(job.Seed % 1000) + (member * 10) + value).ToArray())];

    public MemberSamples Sample(MemberJob job, CancellationToken cancellationToken)
    {
        Before?.Invoke(job, cancellationToken);
        Interlocked.Increment(ref _done);
        return new MemberSamples(job.Id, WindowsOf(job));
    }

    public CycleResult Analyse(CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, CancellationToken cancellationToken) =>
        With(_alone.Analyse(observations, history, request, cancellationToken), [.. Jobs(observations, request).SelectMany(job => Sample(job, cancellationToken).Windows)]);

    public async Task<CycleResult> AnalyseAsync(
        CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, IMemberSampler sampler, CancellationToken cancellationToken) =>
        With(_alone.Analyse(observations, history, request, cancellationToken), await sampler.SampleAsync(Jobs(observations, request), cancellationToken));

    public void Dispose()
    {
    }

    private static IReadOnlyList<MemberJob> Jobs(CycleObservations observations, AnalysisRequest request) =>
        Jobs(request.Members, (ulong)((observations.Cycle.Index * 7) + observations.Readings.Count));

    // The order of the members shows, too.
    private static CycleResult With(CycleResult result, float[][] members) =>
        result with { SpreadK = [members.Length, members.Select((window, number) => window[0] * (number + 1)).Sum(), members[0][1], members[^1][2]] };
}
