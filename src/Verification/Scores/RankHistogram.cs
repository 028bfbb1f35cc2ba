using Slams.Core.Randomness;

namespace Slams.Verification.Scores;

/// <summary>
/// Counts the rank of the outcome among the members: flat when both come from one distribution, U-shaped when the ensemble
/// is too narrow. An observed outcome carries its own error, which must be added to the members first.
/// </summary>
public sealed class RankHistogram
{
    private const ulong TieStream = 0x54494553; // "TIES"
    private readonly long[] _counts;
    private readonly ulong _seed;
    private readonly float[] _noisy;
    private ulong _added;

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="members">Ensemble size M; there are M + 1 ranks.</param>
    /// <param name="seed">Seed of the numbers that break ties and perturb members.</param>
    public RankHistogram(int members, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        _counts = new long[members + 1];
        _noisy = new float[members];
        _seed = seed;
    }

    /// <summary>Cases per rank, from below all members to above all.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Number of cases.</summary>
    public long Total => _counts.Sum();

    /// <summary>Σ(nₖ − n)² / n with n the count of a flat histogram.</summary>
    public double ChiSquare
    {
        get
        {
            var expected = (double)Total / _counts.Length;
            return _counts.Sum(count => (count - expected) * (count - expected) / expected);
        }
    }

    /// <summary>Probability of a chi-square at least as large if the ranks were uniform and the cases independent.</summary>
    public double PValue => SpecialFunctions.ChiSquareUpperTail(ChiSquare, _counts.Length - 1);

    /// <summary>Adds a case whose outcome has no error.</summary>
    public void Add(ReadOnlySpan<float> members, double outcome)
    {
        if (members.Length != _noisy.Length)
        {
            throw new ArgumentException($"Expected {_noisy.Length} members, got {members.Length}.", nameof(members));
        }

        int below = 0, equal = 0;
        foreach (var member in members)
        {
            below += member < outcome ? 1 : 0;
            equal += member == outcome ? 1 : 0;
        }

        // Ties, common where values are clipped or rounded, share their ranks at random.
        var among = equal == 0 ? 0 : (int)(CounterRandom.Uniform(_seed, TieStream, _added) * (equal + 1));
        _counts[below + among]++;
        _added++;
    }

    /// <summary>Adds a case whose outcome was observed with a known error: the members get noise of that size.</summary>
    public void Add(ReadOnlySpan<float> members, double observed, double observationError)
    {
        var noise = _noisy;
        CounterRandom.FillNormal(_seed, _added, noise);
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (float)(members[i] + (observationError * noise[i]));
        }

        Add(noise, observed);
    }
}
