namespace Slams.Publisher.Feed;

/// <summary>A place in the log of analyses.</summary>
/// <param name="Group">The group whose committed position it is.</param>
/// <param name="SetsAside">Whether what cannot be read goes to the dead letters from here; one place of several must do it.</param>
internal sealed record FeedPlace(string Group, bool SetsAside);
