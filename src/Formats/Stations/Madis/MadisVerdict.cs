using Slams.Core.Observations;

namespace Slams.Formats.Stations.Madis;

/// <summary>What MADIS says of a value.</summary>
/// <param name="Flag">The flag; <see cref="QualityFlag.Missing"/> for what is no observation that anybody can use.</param>
/// <param name="Reason">The reason in words; null where there is nothing to say.</param>
internal readonly record struct MadisVerdict(QualityFlag Flag, string? Reason)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsGood => Flag == QualityFlag.Assimilated;

    /// <summary>Whether the value is to be passed on, with its flag.</summary>
    public bool KeepsValue => Flag != QualityFlag.Missing;
}
