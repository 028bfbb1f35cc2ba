using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Slams.Core.Analyses;
using Slams.Core.Windows;

namespace Slams.Assimilator;

/// <summary>
/// Has closed windows analysed, with retries and a deadline, and gives results their provenance. A window that cannot be
/// analysed becomes a failed analysis with the reason: the cycle is lost, the stream is not.
/// </summary>
public sealed partial class CycleAnalysis : IDisposable
{
    private readonly AssimilatorOptions _options;
    private readonly CycleProvenance _provenance;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;
    private readonly Lazy<ICycleAnalyst> _analyst;

    /// <summary>Takes the settings; the model is loaded by <see cref="Load"/>.</summary>
    public CycleAnalysis(
        IOptions<AssimilatorOptions> options, IAnalystFactory factory, CycleProvenance provenance, ILogger<CycleAnalysis> logger, TimeProvider time)
    {
        (_options, _provenance, _logger) = (options.Value, provenance, logger);
        _analyst = new Lazy<ICycleAnalyst>(factory.Load);
        var builder = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(_options.CycleDeadline);
        if (_options.Attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = _options.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(30),
                UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(exception => exception is not OperationCanceledException),
                OnRetry = arguments =>
                {
                    LogRetry(arguments.AttemptNumber + 1, arguments.RetryDelay, arguments.Outcome.Exception?.Message ?? "");
                    return default;
                },
            });
        }

        _pipeline = builder.Build();
    }

    /// <summary>How many preceding cycles can inform an analysis.</summary>
    public int HistoryCycles => Analyst.HistoryCycles;

    private ICycleAnalyst Analyst => _analyst.IsValueCreated ? _analyst.Value : throw new InvalidOperationException("The model is not loaded yet.");

    /// <summary>Loads the model, once; who asks meanwhile waits for it.</summary>
    /// <exception cref="InvalidDataException">The folder holds no intact model.</exception>
    public ICycleAnalyst Load() => _analyst.Value;

    /// <summary>Analyses a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="history">States of preceding cycles, oldest first.</param>
    /// <param name="members">Samples the members; null where the analyst does.</param>
    /// <param name="cancellationToken">Ends the worker; a cycle broken off by it is analysed again at the next start.</param>
    public async Task<AnalysedCycle> AnalyseAsync(
        ClosedWindow<Observation> window, IReadOnlyList<CycleState> history, IMemberSampler? members, CancellationToken cancellationToken)
    {
        using var span = Tracing.Source.StartActivity("cycle.analyse");
        try
        {
            return Succeeded(window, await RunAsync(window, history, members, cancellationToken));
        }
        catch (TimeoutRejectedException)
        {
            return Failed(window, FormattableString.Invariant($"not finished within {_options.CycleDeadline.TotalSeconds:0} s"));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(window, exception.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_analyst.IsValueCreated)
        {
            _analyst.Value.Dispose();
        }
    }

    private ValueTask<CycleResult> RunAsync(
        ClosedWindow<Observation> window, IReadOnlyList<CycleState> history, IMemberSampler? members, CancellationToken cancellationToken)
    {
        var request = new AnalysisRequest(_options.Members, (ulong)_options.Seed, _options.KeepMembers);
        var observations = window.ToCycleObservations();
        return _pipeline.ExecuteAsync(
            async token => members is not null && Analyst is IMemberAnalyst analyst
                ? await analyst.AnalyseAsync(observations, history, request, members, token)
                : Analyst.Analyse(observations, history, request, token),
            cancellationToken);
    }

    private AnalysedCycle Succeeded(ClosedWindow<Observation> window, CycleResult result) => new(
        new Analysis
        {
            Cycle = window.Cycle,
            Grid = Analyst.Grid,
            MeanK = result.MeanK,
            SpreadK = result.SpreadK,
            MembersK = result.MembersK,
            Departures = result.Departures,
            Precipitation = result.Precipitation,
            Profiles = result.Profiles,
            Longwave = result.Longwave,
            Provenance = _provenance.Of(window, Analyst),
        },
        result.State,
        result.StageSeconds);

    private AnalysedCycle Failed(ClosedWindow<Observation> window, string reason)
    {
        LogFailed(window.Cycle.Key, _options.Attempts, reason);
        var missing = new float[Analyst.Grid.ValueCount];
        Array.Fill(missing, float.NaN);
        return new AnalysedCycle(
            new Analysis
            {
                Cycle = window.Cycle,
                Grid = Analyst.Grid,
                MeanK = missing,
                SpreadK = missing,
                Provenance = _provenance.Of(window, Analyst),
                Failure = reason,
            },
            null,
            new Dictionary<string, double>());
    }

    [LoggerMessage(2004, LogLevel.Warning, "Try {Attempt} of an analysis failed; the next follows in {Delay}: {Reason}")]
    private partial void LogRetry(int attempt, TimeSpan delay, string reason);

    [LoggerMessage(2005, LogLevel.Error, "Cycle {Cycle} could not be analysed in {Attempts} tries and is published as failed: {Reason}")]
    private partial void LogFailed(string cycle, int attempts, string reason);
}
