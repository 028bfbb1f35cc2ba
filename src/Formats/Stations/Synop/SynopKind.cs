namespace Slams.Formats.Stations.Synop;

/// <summary>What sends a report.</summary>
internal enum SynopKind
{
    /// <summary>Not known: no heading, or one that is garbled.</summary>
    None,

    /// <summary>A station on land (AAXX).</summary>
    Land,

    /// <summary>A ship or a platform (BBXX).</summary>
    Ship,

    /// <summary>A mobile station on land (OOXX).</summary>
    Mobile,
}
