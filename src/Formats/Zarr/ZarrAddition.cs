namespace Slams.Formats.Zarr;

/// <summary>What has become of an analysis that was given to a store.</summary>
public enum ZarrAddition
{
    /// <summary>It is in the store.</summary>
    Added,

    /// <summary>Its cycle is older than the first of the store: the time axis cannot grow backwards.</summary>
    BeforeStore,

    /// <summary>The store keeps what it has of the cycle: a later revision, or an analysis where this one has failed.</summary>
    Outranked,

    /// <summary>Retention has removed cycles of that age from the store: the cycle is left out.</summary>
    Removed,
}
