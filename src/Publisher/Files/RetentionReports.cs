using Slams.Publisher.Observability;

namespace Slams.Publisher.Files;

/// <summary>Retention at work: what it removes is told, and what it cannot remove counts and is told, but holds no delivery up.</summary>
internal sealed class RetentionReports
{
    /// <summary>Its name among the steps that may fail.</summary>
    public const string Step = "retention";

    private readonly PublisherMetrics _metrics;
    private readonly ILogger _logger;

    public RetentionReports(PublisherMetrics metrics, ILogger<RetentionReports> logger) => (_metrics, _logger) = (metrics, logger);

    /// <summary>Retention is on somewhere: its failures can be watched from the start.</summary>
    public void Expect() => _metrics.Expect(Step);

    /// <summary>The files of a cycle were removed from folders.</summary>
    public void Removed(string cycleKey, int files) => Log.CycleRemoved(_logger, cycleKey, files);

    /// <summary>Something was removed.</summary>
    /// <param name="count">Objects or cycles.</param>
    /// <param name="firstKept">Key of the first cycle that is kept.</param>
    /// <param name="place">Where.</param>
    public void Removed(int count, string firstKept, string place) => Log.ExportCyclesRemoved(_logger, count, firstKept, place);

    /// <summary>A cycle is left out of an export: it would be removed at once.</summary>
    public void TooOld(string cycleKey, string place) => Log.ExportTooOld(_logger, cycleKey, place);

    /// <summary>Runs a removal, whatever becomes of it.</summary>
    public async Task RunAsync(string place, Func<Task> remove, CancellationToken cancellationToken)
    {
        try
        {
            await remove();
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // The right to list or to delete may be missing, or the store be away: the next cycle sees to it.
            Failed(place, problem);
        }
    }

    /// <summary>Something could not be removed.</summary>
    public void Failed(string place, Exception problem)
    {
        _metrics.Failed(Step);
        Log.NotRemoved(_logger, place, problem.Message);
    }
}
