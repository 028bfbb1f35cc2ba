using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>Stations of a cycle by use.</summary>
internal sealed record StationCounts(StationSummary Assimilated, StationSummary Passive, int Rejected);
