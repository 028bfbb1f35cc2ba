namespace Slams.Core.Analyses;

/// <summary>Has jobs done, here or elsewhere.</summary>
public interface IMemberSampler
{
    /// <summary>Residual windows of all members of the jobs, in the order of the jobs.</summary>
    /// <param name="jobs">The batches of one cycle.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<float[][]> SampleAsync(IReadOnlyList<MemberJob> jobs, CancellationToken cancellationToken);
}
