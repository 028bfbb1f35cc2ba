namespace Slams.Publisher.Api;

/// <summary>How the service is doing.</summary>
/// <param name="Now">Its clock.</param>
/// <param name="Latest">The newest analysis; null before the first.</param>
/// <param name="ExpectedBy">When the next one is overdue; null before the first, and where analyses are of a period long past.</param>
/// <param name="Overdue">Whether it is.</param>
/// <param name="LagRecords">Analyses in the event log that are not published yet; null before it is known.</param>
/// <param name="Active">Whether this instance publishes; another one does otherwise.</param>
/// <param name="Problem">What keeps it from publishing, or null.</param>
internal sealed record StatusDocument(
    DateTimeOffset Now, LatestStatus? Latest, DateTimeOffset? ExpectedBy, bool Overdue, long? LagRecords, bool Active, string? Problem);
