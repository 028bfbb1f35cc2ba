using Slams.Core.Analyses;

namespace Slams.Publisher.Delivery;

/// <summary>What a lane does before, between and after its deliveries.</summary>
internal interface ILaneGate
{
    /// <summary>Before the log is opened for the first time.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>When this instance becomes the active one, before its first delivery.</summary>
    Task TakeOverAsync(CancellationToken cancellationToken);

    /// <summary>Why an analysis must not be delivered; null when it must.</summary>
    string? Refuses(Analysis analysis);

    /// <summary>After every sink of the lane has acknowledged.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="elapsed">Time since the first of them was tried.</param>
    void Delivered(Analysis analysis, TimeSpan elapsed);
}
