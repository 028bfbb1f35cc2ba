using Slams.Core.Cycles;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>A record that was in no window, as it stood in its topic.</summary>
/// <param name="Original">The record.</param>
/// <param name="Cycle">The cycle it would have belonged to; null without a usable time.</param>
/// <param name="LateBy">How far the watermark was past the close of that cycle.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record LateRecord(StoredRecord Original, Cycle? Cycle, TimeSpan LateBy, string Reason);
