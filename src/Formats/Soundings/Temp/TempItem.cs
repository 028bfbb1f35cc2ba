using Slams.Core.Observations;

namespace Slams.Formats.Soundings.Temp;

/// <summary>What one report became: a part of a sounding, a dead letter, or both where it was read to some group.</summary>
/// <param name="Part">The part.</param>
/// <param name="Unreadable">What could not be read.</param>
internal readonly record struct TempItem(TempPart? Part, DeadLetter? Unreadable);
