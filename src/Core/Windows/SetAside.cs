using Slams.Core.Cycles;

namespace Slams.Core.Windows;

/// <summary>An item that is in no window.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Origin">Where it stands in the log.</param>
/// <param name="Reason">Why.</param>
/// <param name="Cycle">The cycle it would have belonged to; null without a usable time.</param>
/// <param name="LateBy">How far the watermark was past the close of that cycle; zero unless late.</param>
public sealed record SetAside<T>(T Item, SourceOffset Origin, SetAsideReason Reason, Cycle? Cycle, TimeSpan LateBy);
