namespace Slams.Training.Ablation;

/// <summary>Clean states to train a prior on.</summary>
/// <param name="Step">Step of the training.</param>
/// <param name="States">States, one after another.</param>
/// <param name="Calendar">Harmonics of the year of each.</param>
/// <param name="Mirrored">Whether each is of the mirrored world.</param>
internal sealed record PriorBatch(long Step, float[] States, float[] Calendar, bool[] Mirrored);
