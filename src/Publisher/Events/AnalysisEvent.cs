using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Events;

/// <summary>A cycle has been published, or a later revision of it.</summary>
/// <param name="Id">Cycle and revision.</param>
/// <param name="Summary">What was published.</param>
internal sealed record AnalysisEvent(string Id, CycleSummary Summary);
