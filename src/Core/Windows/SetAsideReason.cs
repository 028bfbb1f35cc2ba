namespace Slams.Core.Windows;

/// <summary>Why an item is in no window.</summary>
public enum SetAsideReason
{
    /// <summary>Its cycle was closed when it came.</summary>
    Late = 1,

    /// <summary>Its time is further ahead of its arrival than the bound allows.</summary>
    FutureTime = 2,

    /// <summary>It carries no time that can be used.</summary>
    NoTime = 3,
}
