namespace Slams.Publisher.Observability;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Information, "Published {Cycle} revision {Revision}.")]
    public static partial void Published(ILogger logger, string cycle, int revision);

    [LoggerMessage(4006, LogLevel.Information, "{Cycle} revision {Revision} does not take the place of what is published: {Reason}")]
    public static partial void Superseded(ILogger logger, string cycle, int revision, string reason);

    [LoggerMessage(4002, LogLevel.Warning, "Publishing: step {Step} failed; next try in {Delay}.")]
    public static partial void StepFailed(ILogger logger, string step, TimeSpan delay, Exception problem);

    [LoggerMessage(4003, LogLevel.Error, "A record of {Topic}/{Partition} at offset {Offset} is not an analysis and was set aside: {Reason}")]
    public static partial void UnreadableAnalysis(ILogger logger, string topic, int partition, long offset, string reason);

    [LoggerMessage(4004, LogLevel.Warning, "The file {File} is left out of the catalogue: {Reason}")]
    public static partial void UnreadableFile(ILogger logger, string file, string reason);

    [LoggerMessage(4007, LogLevel.Warning, "{Cycle} is older than the first cycle of {Store} and is left out of it.")]
    public static partial void BeforeStore(ILogger logger, string cycle, string store);

    [LoggerMessage(4008, LogLevel.Warning, "{Cycle} revision {Revision} is not announced: {Reason}.")]
    public static partial void NotAnnounced(ILogger logger, string cycle, int revision, string reason);

    [LoggerMessage(4020, LogLevel.Information, "Retention has removed {Files} files of {Cycle}, beside their checksums.")]
    public static partial void CycleRemoved(ILogger logger, string cycle, int files);

    [LoggerMessage(4021, LogLevel.Warning, "Retention could not remove {Path}, and tries again after the next cycle: {Reason}")]
    public static partial void NotRemoved(ILogger logger, string path, string reason);

    [LoggerMessage(4022, LogLevel.Information, "The object {Key} of revision {Known} stays: revision {Revision} does not take its place.")]
    public static partial void ObjectStays(ILogger logger, string key, int known, int revision);

    [LoggerMessage(4023, LogLevel.Information, "{Cycle} stays as it is in {Place}: revision {Revision} does not take its place.")]
    public static partial void ExportStays(ILogger logger, string cycle, string place, int revision);

    [LoggerMessage(4024, LogLevel.Information, "Retention has removed {Count} objects or analyses before {Cycle} from {Place}.")]
    public static partial void ExportCyclesRemoved(ILogger logger, int count, string cycle, string place);

    [LoggerMessage(4025, LogLevel.Information, "{Cycle} is older than what retention keeps in {Place} and is left out of it.")]
    public static partial void ExportTooOld(ILogger logger, string cycle, string place);

    [LoggerMessage(4005, LogLevel.Information, "The catalogue knows {Count} cycles from {Folder}.")]
    public static partial void CatalogueLoaded(ILogger logger, int count, string folder);
}
