namespace Slams.Assimilator.Members;

/// <summary>How samples of members are gathered.</summary>
/// <param name="Patience">How long nothing may come before what is missing is sampled here.</param>
/// <param name="SessionTimeout">How long a silent instance keeps its place.</param>
internal sealed record GatherOptions(TimeSpan Patience, TimeSpan SessionTimeout);
