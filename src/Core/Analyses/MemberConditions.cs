namespace Slams.Core.Analyses;

/// <summary>
/// What decides the samples of a <see cref="MemberJob"/> besides its content. Whoever differs in one of these leaves the job to others: what it would give might be the
/// same but for the last bits.
/// </summary>
/// <param name="ModelHash">SHA-256 of the model, lower-case hex.</param>
/// <param name="Provider">What runs the networks, for example <c>CPUExecutionProvider</c>.</param>
/// <param name="Software">Versions of this program and of what runs the networks.</param>
/// <param name="Processor">Kind of processor, with the widest vectors that it has.</param>
public sealed record MemberConditions(string ModelHash, string Provider, string Software, string Processor)
{
    /// <summary>In what others differ, in words; empty where in nothing.</summary>
    public string DifferenceTo(MemberConditions other) => string.Join(
        ", ",
        new[]
        {
            ("model", ModelHash, other.ModelHash), ("provider", Provider, other.Provider), ("software", Software, other.Software), ("processor", Processor, other.Processor),
        }.Where(one => one.Item2 != one.Item3).Select(one => $"{one.Item1} {one.Item2} is not {one.Item3}"));
}
