using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Slams.Core.Analyses;

/// <summary>
/// Everything that decides the samples of one batch of members of a cycle. Wherever it is done under the same <see cref="Conditions"/>, and how often, the samples have the
/// same bytes.
/// </summary>
public sealed class MemberJob
{
    /// <summary>Most members of a job.</summary>
    public const int Batch = 4;

    private const int Layout = 1;

    private string? _id;

    /// <summary>What else decides the samples.</summary>
    public required MemberConditions Conditions { get; init; }

    /// <summary>Seed of the cycle's random numbers.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of the first member, a multiple of <see cref="Batch"/>.</summary>
    public required int FirstMember { get; init; }

    /// <summary>Members wanted, 1 to <see cref="Batch"/>.</summary>
    public required int Members { get; init; }

    /// <summary>Noise levels the sampler visits.</summary>
    public required int Steps { get; init; }

    /// <summary>Iterations of the guidance at each noise level.</summary>
    public required int GuidanceIterations { get; init; }

    /// <summary>Noise level from which downwards samples are guided.</summary>
    public required double GuidanceLevel { get; init; }

    /// <summary>Noise level down to which samples are guided.</summary>
    public required double GuidanceLowestLevel { get; init; }

    /// <summary>Mean of the latent window, <c>[frame, channel, latitude, longitude]</c>.</summary>
    public required float[] Mean { get; init; }

    /// <summary>Log of its spread.</summary>
    public required float[] LogSpread { get; init; }

    /// <summary>What guides the samples; empty where nothing does.</summary>
    public required IReadOnlyList<GuidedTemperature> Guided { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex: samples of that name belong to exactly this content, whoever has asked for them.</summary>
    public string Id => _id ??= Hash();

    private string Hash()
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content))
        {
            writer.Write(Layout);
            writer.Write(Conditions.ModelHash);
            writer.Write(Conditions.Provider);
            writer.Write(Conditions.Software);
            writer.Write(Conditions.Processor);
            writer.Write(Seed);
            writer.Write(FirstMember);
            writer.Write(Members);
            writer.Write(Steps);
            writer.Write(GuidanceIterations);
            writer.Write(GuidanceLevel);
            writer.Write(GuidanceLowestLevel);
            writer.Write(Mean.Length);
            writer.Write(MemoryMarshal.AsBytes<float>(Mean));
            writer.Write(LogSpread.Length);
            writer.Write(MemoryMarshal.AsBytes<float>(LogSpread));
            writer.Write(Guided.Count);
            foreach (var (at, channel, factor, nextFactor, observed) in Guided)
            {
                ReadOnlySpan<int> places = [at.SouthWest, at.SouthEast, at.NorthWest, at.NorthEast, channel];
                writer.Write(MemoryMarshal.AsBytes(places));
                ReadOnlySpan<float> numbers = [at.SouthWestWeight, at.SouthEastWeight, at.NorthWestWeight, at.NorthEastWeight, factor, nextFactor, observed];
                writer.Write(MemoryMarshal.AsBytes(numbers));
            }

            writer.Flush();
            return Convert.ToHexStringLower(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)));
        }
    }
}
