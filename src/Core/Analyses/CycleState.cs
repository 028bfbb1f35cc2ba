using Slams.Core.Cycles;

namespace Slams.Core.Analyses;

/// <summary>What one cycle hands to the following ones. The bytes belong to the analyst that wrote them.</summary>
/// <param name="Cycle">The cycle that made it.</param>
/// <param name="ModelHash">The model that made it; a state of another model is not used.</param>
/// <param name="Bytes">Opaque payload.</param>
public sealed record CycleState(Cycle Cycle, string ModelHash, ReadOnlyMemory<byte> Bytes);
