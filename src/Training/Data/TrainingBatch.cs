namespace Slams.Training.Data;

/// <summary>Inputs and targets of one optimisation step, as flat arrays with the sample index first.</summary>
/// <param name="Observations"><c>[sample, cycle × channel, row, column]</c>, oldest cycle first, current cycle last.</param>
/// <param name="Background"><c>[sample, mean + log spread + flag, row / 2, column / 2]</c>; zero where there is none.</param>
/// <param name="Calendar"><c>[sample, 4]</c>.</param>
/// <param name="Latents"><c>[sample, frame × channel, row / 2, column / 2]</c>.</param>
/// <param name="Mirrored">Whether a sample is of the mirrored world.</param>
/// <param name="Walks">The walks that the samples come from, in their order; what the networks make of a sample is handed back to its walk.</param>
public sealed record TrainingBatch(
    float[] Observations, float[] Background, float[] Calendar, float[] Latents, bool[] Mirrored, IReadOnlyList<Walk> Walks)
{
    /// <summary>Number of samples.</summary>
    public int Size => Walks.Count;
}
