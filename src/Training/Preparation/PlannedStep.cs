namespace Slams.Training.Preparation;

/// <summary>One state to be written, and where its parts lie.</summary>
/// <param name="Time">Time of the state.</param>
/// <param name="Temperature">Times that are averaged into its temperature.</param>
/// <param name="NearSurface">The same of the near-surface temperature; none where the lowest level stands in.</param>
/// <param name="OutgoingLongwave">The day's radiation.</param>
/// <param name="Precipitation">The day's precipitation.</param>
internal sealed record PlannedStep(
    DateTimeOffset Time, IReadOnlyList<FieldPlace> Temperature, IReadOnlyList<FieldPlace> NearSurface, FieldPlace OutgoingLongwave,
    FieldPlace Precipitation);
