namespace Slams.Benchmarks;

/// <summary>What is wanted of a rate beside that of the engine's bare client.</summary>
internal static class RawRates
{
    /// <summary>Share of the raw client's rate that is wanted, in both directions.</summary>
    public const double Share = 0.7;

    /// <summary>Whether what is compared with is a raw client: of the engine's own blocks (<c>sqlite+</c>) there is none.</summary>
    public static bool IsRaw(string line) => !line.EndsWith('+');
}
