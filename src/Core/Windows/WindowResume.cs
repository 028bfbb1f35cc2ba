namespace Slams.Core.Windows;

/// <summary>
/// What must be stored with each published cycle so that a restart neither repeats nor loses anything. Open windows are not
/// in it: they are rebuilt from the log.
/// </summary>
/// <param name="LastPublished">Index of the last published cycle.</param>
/// <param name="Handled">
/// Per partition the offset before which every record of a published cycle, and every rejected one, has been dealt with.
/// </param>
/// <param name="EmptyRun">Number of empty cycles published since the last that held something.</param>
/// <param name="Revisable">Published cycles whose revision is to come; their content, too, is rebuilt from the log.</param>
/// <param name="Rejected">
/// Records rejected for a time too far ahead that a restart may read again: time has gone on then, and they would pass.
/// </param>
public sealed record WindowResume(
    long LastPublished, IReadOnlyList<PartitionOffset> Handled, int EmptyRun = 0, IReadOnlyList<RevisableCycle>? Revisable = null,
    IReadOnlyList<PartitionOffset>? Rejected = null);
