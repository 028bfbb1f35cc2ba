namespace Slams.Core.Windows;

/// <summary>
/// What must be stored with each published cycle, and with all that is written out between cycles, so that a restart neither
/// repeats nor loses anything. Open windows are not in it: they are rebuilt from the log.
/// </summary>
/// <param name="LastPublished">Index of the last published cycle; without meaning where <paramref name="NonePublished"/>.</param>
/// <param name="Handled">
/// Per partition the offset before which every record of a published or settled cycle, and every rejected one, has been dealt with.
/// </param>
/// <param name="EmptyRun">Number of empty cycles published since the last that held something.</param>
/// <param name="Revisable">Published cycles whose revision is to come; their content, too, is rebuilt from the log.</param>
/// <param name="Rejected">
/// Records rejected for a time too far ahead that a restart may read again: time has gone on then, and they would pass.
/// </param>
/// <param name="SettledThrough">
/// Last cycle that takes nothing more though it was not published, because it is left out or comes before the first one; null
/// where no such cycle is later than the last published.
/// </param>
/// <param name="NonePublished">No cycle has been published yet.</param>
public sealed record WindowResume(
    long LastPublished, IReadOnlyList<PartitionOffset> Handled, int EmptyRun = 0, IReadOnlyList<RevisableCycle>? Revisable = null,
    IReadOnlyList<OffsetSpan>? Rejected = null, long? SettledThrough = null, bool NonePublished = false);
