using Slams.Core.Randomness;

namespace Slams.Verification.Simulation;

/// <summary>
/// Random numbers of one report, drawn in a fixed order. They depend on seed, station and cycle alone: the same whatever
/// other stations or cycles are simulated.
/// </summary>
internal struct DrawSequence(ulong seed, ulong stream, ulong report)
{
    private const int DrawsPerReport = 256;
    private ulong _next = report * DrawsPerReport;

    /// <summary>A number in (0, 1).</summary>
    public double Uniform() => CounterRandom.Uniform(seed, stream, _next++);

    /// <summary>A number in (low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>A standard normal number.</summary>
    public double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(Uniform()));
        return radius * Math.Cos(2 * Math.PI * Uniform());
    }
}
