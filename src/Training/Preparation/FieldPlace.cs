using Slams.Formats.Fields;

namespace Slams.Training.Preparation;

/// <summary>Where one time of a field lies.</summary>
/// <param name="Series">The file.</param>
/// <param name="Index">Place along its times.</param>
internal sealed record FieldPlace(FieldSeries Series, int Index);
