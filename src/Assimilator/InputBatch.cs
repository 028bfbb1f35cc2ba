using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator;

/// <summary>Records read at once.</summary>
/// <param name="Records">The records, in the order of each partition; empty when nothing came.</param>
/// <param name="Headers">For each record what its headers say.</param>
/// <param name="Readings">For each record the reading in it; null for what is something else, or left to <see cref="WindowFeed"/> to judge.</param>
/// <param name="Arrived">When they were read.</param>
internal sealed record InputBatch(
    IReadOnlyList<StoredRecord> Records, IReadOnlyList<HeaderFacts> Headers, IReadOnlyList<StationReading?> Readings, DateTimeOffset Arrived);
