namespace Slams.Publisher.Api;

/// <summary>Cycles, newest first. <paramref name="Next"/> is the address of the following page, if any.</summary>
internal sealed record CycleList(IReadOnlyList<CycleListItem> Cycles, int Total, string? Next);
