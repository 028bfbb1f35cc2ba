namespace Slams.Training.Data;

/// <summary>Inputs and targets of one optimisation step, as flat arrays with the sample index first.</summary>
/// <param name="Observations"><c>[sample, cycle × channel, row, column]</c>, oldest cycle first, current cycle last.</param>
/// <param name="PreviousObservations">The same, one cycle earlier: what the previous analysis saw.</param>
/// <param name="Calendar"><c>[sample, 4]</c>.</param>
/// <param name="PreviousCalendar"><c>[sample, 4]</c>, one cycle earlier.</param>
/// <param name="Latents"><c>[sample, frame × channel, row, column]</c>.</param>
public sealed record TrainingBatch(
    float[] Observations, float[] PreviousObservations, float[] Calendar, float[] PreviousCalendar, float[] Latents);
