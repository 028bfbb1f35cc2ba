namespace Slams.Core.Analyses;

/// <summary>What became of a <see cref="MemberJob"/>.</summary>
/// <param name="JobId">Its <see cref="MemberJob.Id"/>.</param>
/// <param name="Windows">One residual window for each member wanted, in their order; empty where the job was declined.</param>
/// <param name="Declined">Why it was not done, in words; empty where it was.</param>
public sealed record MemberSamples(string JobId, IReadOnlyList<float[]> Windows, string Declined = "")
{
    /// <summary>Whether these are samples of a job, as many and as large as it wants.</summary>
    public bool Answer(MemberJob job) => JobId == job.Id && Windows.Count == job.Members && Windows.All(window => window.Length == job.Mean.Length);
}
