using Slams.Core.Analyses;

namespace Slams.Publisher.Delivery;

/// <summary>A place analyses are delivered to. Delivering the same analysis again must change nothing.</summary>
public interface IAnalysisSink
{
    /// <summary>Short name, for metrics and messages.</summary>
    string Name { get; }

    /// <summary>Returns once the analysis is durable; throws when it is not.</summary>
    Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken);
}
