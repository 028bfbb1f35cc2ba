namespace Slams.Core.Quality;

/// <summary>An observation beside its neighbours.</summary>
/// <param name="Rejected">Whether it is not to be assimilated.</param>
/// <param name="Estimate">Departure that the neighbours make likely.</param>
/// <param name="Error">Standard deviation of the observation's departure about that estimate.</param>
/// <param name="Neighbours">Number of neighbours left at the end.</param>
/// <param name="Agreeing">How many of them depart to the same side, and by at least half as much.</param>
public readonly record struct BuddyFinding(bool Rejected, double Estimate, double Error, int Neighbours, int Agreeing)
{
    /// <summary>The departure about the estimate, in standard deviations.</summary>
    public double Normalised(double departure) => (departure - Estimate) / Error;
}
