namespace Slams.Formats.Soundings.Temp;

/// <summary>What sends a report.</summary>
internal enum TempKind
{
    /// <summary>Not known.</summary>
    None,

    /// <summary>A station on land (TT).</summary>
    Land,

    /// <summary>A ship (UU).</summary>
    Ship,

    /// <summary>A mobile station on land (II).</summary>
    Mobile,
}
