namespace Slams.Publisher.Api;

/// <summary>Stations of a cycle with their departures.</summary>
internal sealed record StationList(string Cycle, int Revision, IReadOnlyList<StationDocument> Stations);
