using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Slams.Core.Analyses;
using Slams.Core.Windows;
using Slams.Diffusion.Analysts;
using Slams.Hosting.Configuration;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator;

/// <summary>Has closed windows analysed by the model, with retries, and gives results their provenance.</summary>
public sealed class CycleAnalysis : IDisposable
{
    private readonly AssimilatorOptions _options;
    private readonly AnalystOptions _analystOptions;
    private readonly RunOptions _run;
    private readonly WindowOptions _windows;
    private readonly Topics _topics;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _retry;
    private ICycleAnalyst? _analyst;

    /// <summary>Takes the settings; the model is loaded by <see cref="Load"/>.</summary>
    public CycleAnalysis(
        IOptions<AssimilatorOptions> options, IOptions<AnalystOptions> analystOptions, IOptions<RunOptions> run, IOptions<CycleOptions> cycle,
        Topics topics, ILogger<CycleAnalysis> logger, TimeProvider time)
    {
        (_options, _analystOptions, _run, _topics, _logger, _time) = (options.Value, analystOptions.Value, run.Value, topics, logger, time);
        _windows = cycle.Value.ToWindowOptions();
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Math.Max(1, _options.Attempts - 1),
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                ShouldHandle = new PredicateBuilder().Handle<Microsoft.ML.OnnxRuntime.OnnxRuntimeException>().Handle<OutOfMemoryException>(),
            })
            .Build();
    }

    /// <summary>How many preceding cycles can inform an analysis.</summary>
    public int HistoryCycles => Analyst.HistoryCycles;

    private ICycleAnalyst Analyst => _analyst ?? throw new InvalidOperationException("The model is not loaded yet.");

    /// <summary>Loads the model.</summary>
    /// <exception cref="InvalidDataException">The folder holds no intact model.</exception>
    public void Load() => _analyst ??= LatentAnalyst.Load(_options.ModelFolder, _analystOptions, _logger, _time);

    /// <summary>Analyses a window; returns the result and the records to publish.</summary>
    public async Task<(CycleResult Result, IReadOnlyList<(string Topic, LogRecord Record)> Outputs)> AnalyseAsync(
        ClosedWindow<Observation> window, IReadOnlyList<CycleState> history, CancellationToken cancellationToken)
    {
        var request = new AnalysisRequest(_options.Members, (ulong)_options.Seed, _options.KeepMembers);
        var observations = window.ToCycleObservations();
        var result = await _retry.ExecuteAsync(
            token => ValueTask.FromResult(Analyst.Analyse(observations, history, request, token)), cancellationToken);
        var analysis = new Analysis
        {
            Cycle = window.Cycle,
            Grid = Analyst.Grid,
            MeanK = result.MeanK,
            SpreadK = result.SpreadK,
            MembersK = result.MembersK,
            Departures = result.Departures,
            Provenance = Provenance(window),
        };
        return (result, [(_topics.Analyses, AnalysisCodec.ToRecord(analysis))]);
    }

    /// <inheritdoc/>
    public void Dispose() => _analyst?.Dispose();

    private AnalysisProvenance Provenance(ClosedWindow<Observation> window)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in window.Items)
        {
            var name = item.Reading is { } reading ? $"reading.{reading.Flag}" : $"frame.{item.Frame!.Flag}";
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        var offsets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var span in window.Offsets)
        {
            offsets[span.Partition.ToString()] = FormattableString.Invariant($"{span.Start}-{span.End}");
        }

        return new AnalysisProvenance
        {
            RunId = _run.Id,
            ModelId = Analyst.ModelId,
            ModelHash = Analyst.ModelHash,
            ConfigurationHash = AnalystSettings.Hash(Analyst, _options, _analystOptions, _windows),
            Seed = _options.Seed,
            Members = _options.Members,
            SoftwareVersion = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0",
            InputCounts = counts,
            InputOffsets = offsets,
        };
    }
}
