namespace Slams.Publisher.Catalogue;

/// <summary>When the newest analysis came and the next one should.</summary>
/// <param name="Latest">The newest cycle.</param>
/// <param name="Published">When its file was written; null when that has been removed.</param>
/// <param name="Delay">From the end of its window until then.</param>
/// <param name="ExpectedBy">When the next is overdue; null where the analyses are of a period long past.</param>
internal sealed record Timetable(CycleSummary Latest, DateTimeOffset? Published, TimeSpan? Delay, DateTimeOffset? ExpectedBy);
