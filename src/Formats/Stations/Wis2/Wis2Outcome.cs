namespace Slams.Formats.Stations.Wis2;

/// <summary>What stands at a brace of a JSON text.</summary>
internal enum Wis2Outcome
{
    /// <summary>An object of which the end has not come yet.</summary>
    Unfinished,

    /// <summary>A whole feature.</summary>
    Feature,

    /// <summary>The begin of a collection, up to its features.</summary>
    Collection,

    /// <summary>A whole object of another kind.</summary>
    Other,

    /// <summary>No JSON.</summary>
    Broken,
}
