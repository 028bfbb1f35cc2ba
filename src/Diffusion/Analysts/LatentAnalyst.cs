using Microsoft.Extensions.Logging;
using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Core.Randomness;
using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;
using Slams.Diffusion.Observations;
using Slams.Formats.Models;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Latent diffusion for one cycle. The analysis network turns frames, the observations of the last cycles and the background ensemble
/// into mean and spread of a window of latents; the score network samples what is left open, guided through the decoder by
/// the temperatures that the analysis network did not see; the decoder turns members into temperature.
/// </summary>
public sealed partial class LatentAnalyst : IMemberAnalyst
{
    private readonly ModelFolder _model;
    private readonly AnalystOptions _options;
    private readonly ModelNetworks _networks;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly int _cells;
    private readonly DecodedFields _decoder;
    private readonly CycleInputs _inputs;
    private readonly ObservationSelection _selection;
    private readonly ObservationGridder _gridder;
    private readonly CycleDepartures _departures;
    private readonly GuidedTemperatures _guided;
    private readonly ProfileSelection _profiles;
    private readonly MemberSampling _members;

    private LatentAnalyst(ModelFolder model, AnalystOptions options, ModelNetworks networks, PosteriorMethod method, ILogger logger, TimeProvider time)
    {
        (_model, _options, _networks, _logger, _time) = (model, options, networks, logger, time);
        _cells = model.Climatology.Grid.Horizontal.CellCount;
        _decoder = new DecodedFields(networks.Decoder, networks.LinearisedDecoder, model.Climatology.StaticFields);
        _inputs = new CycleInputs(model);
        _selection = new ObservationSelection(model, options);
        _gridder = new ObservationGridder(model, options);
        _departures = new CycleDepartures(model, options, _selection, _gridder);
        _guided = new GuidedTemperatures(model, options);
        _profiles = new ProfileSelection(model, options);
        _members = new MemberSampling(model, options, networks, _decoder, method);
        Conditions = SamplingConditions.Of(model.Hash, networks.Provider);
    }

    /// <inheritdoc/>
    public StateGrid Grid => _model.Climatology.Grid;

    /// <inheritdoc/>
    public string ModelId => _model.Manifest.Id;

    /// <inheritdoc/>
    public string ModelHash => _model.Hash;

    /// <inheritdoc/>
    public string ExecutionProvider => _networks.Provider;

    /// <inheritdoc/>
    public int HistoryCycles => _model.Manifest.ObservationCycles - 1;

    /// <inheritdoc/>
    public MemberConditions Conditions { get; }

    /// <inheritdoc/>
    public int Threads => _options.Threads == 0 ? Environment.ProcessorCount : _options.Threads;

    /// <summary>Interval of the cycles that the model was trained for.</summary>
    public TimeSpan CycleInterval => TimeSpan.FromHours(_model.Manifest.CycleHours);

    /// <summary>Loads a model.</summary>
    /// <exception cref="InvalidDataException">The folder is not an intact model, or not the one that is pinned by its SHA-256.</exception>
    public static LatentAnalyst Load(string modelFolder, AnalystOptions options, ILogger logger, TimeProvider time, string pinned = "") =>
        Load(modelFolder, options, PosteriorMethod.Standard, logger, time, pinned);

    /// <summary>The same with another way of sampling, to compare with.</summary>
    internal static LatentAnalyst Load(string modelFolder, AnalystOptions options, PosteriorMethod method, ILogger logger, TimeProvider time, string pinned = "")
    {
        var model = ModelFolder.Open(modelFolder, pinned);
        // What it decides the result by must be under its hash, as the networks are.
        model.PathOf(ModelClimatologyFile.FileName);
        return new LatentAnalyst(model, options, ModelNetworks.Load(model, options.Provider, logger), method, logger, time);
    }

    /// <inheritdoc/>
    public CycleResult Analyse(
        CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, CancellationToken cancellationToken) =>
        // Here nothing is waited for: the task has ended when it is given.
        AnalyseAsync(observations, history, request, new Here(_members, Threads), cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public MemberSamples Sample(MemberJob job, CancellationToken cancellationToken) => new(job.Id, _members.Sample(job, cancellationToken));

    /// <inheritdoc/>
    public async Task<CycleResult> AnalyseAsync(
        CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, IMemberSampler sampler, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Members, 2);
        using var stages = new StageClock(_time);
        stages.Begin("encode");
        var cycle = observations.Cycle;
        var states = Unpack(cycle, history);
        var previous = states.GetValueOrDefault(cycle.Index - 1);
        var fields = new BackgroundFields(
            _model.Climatology.Scaling, cycle.Time, previous is null ? null : _decoder.Fields(previous.Mean), SurfaceSpread(previous, cycle));
        var histories = Histories(states);
        var (stations, precipitation) = (_selection.Temperatures(observations, fields, histories), _selection.Precipitation(observations, fields));
        var profiles = _profiles.Temperatures(observations, fields);
        // Stations that guide the samples are not gridded in their own cycle, where they would count twice; in the history of later ones they are.
        var gridded = _gridder.Grid(observations, stations.Where(station => !_selection.IsGuided(station.Reading)), precipitation);
        var (mean, logSpread) = RunAnalysisNetwork(cycle, gridded.ToChannels(), states, previous);

        stages.Begin("sample");
        var guided = _guided.Of(stations.Where(s => s.Flag == QualityFlag.Assimilated && _selection.IsGuided(s.Reading)), profiles);
        var jobs = _members.Jobs(Conditions, CounterRandom.SeedFrom($"{request.Seed}/{cycle.Key}"), request.Members, mean, logSpread, guided);
        var samples = await sampler.SampleAsync(jobs, cancellationToken);

        stages.Begin("decode");
        var decoder = _members.Decoder(mean, logSpread);
        var summary = new EnsembleSummary(_model.Climatology, cycle.Time, _model.SpreadFactorsAt(cycle.Time), Decode(decoder, samples, cancellationToken));

        stages.Begin("observe");
        var latentMean = LatentMean(decoder, samples);
        var carried = new CarriedState(
            _gridder.Grid(observations, stations, precipitation).ToChannels(), latentMean, LatentLogSpread(decoder, samples, latentMean, logSpread, CarriedFactor(gridded)),
            summary.SampledSurfaceSpreadK, _options.HistoryHalfLifeCycles > 0 ? _selection.HistoriesAfter(histories, observations, stations, fields).Pack() : null);
        var (levels, spread) = summary.Levels();
        var result = new CycleResult
        {
            MeanK = levels,
            SpreadK = spread,
            MembersK = request.KeepMembers ? summary.Members() : [],
            Departures = _departures.Temperatures(cycle, stations, gridded, summary),
            Precipitation = _departures.Precipitation(cycle, precipitation, gridded, summary),
            Profiles = _departures.Profiles(cycle, profiles, summary),
            Longwave = _departures.Longwave(observations, fields, gridded, summary),
            State = carried.Pack(cycle, ModelHash),
            StageSeconds = stages.Seconds,
        };
        stages.End();
        return result with { StageSeconds = stages.Seconds };
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.Dispose();

    // Those of the newest state that has any: a cycle that has failed leaves a gap and does not make the stations unknown.
    private StationHistories Histories(Dictionary<long, CarriedState> states) =>
        _options.HistoryHalfLifeCycles > 0 && states.OrderByDescending(state => state.Key).Select(state => state.Value.Histories).FirstOrDefault(packed => packed is not null) is { } known
            ? StationHistories.Unpack(known)
            : StationHistories.Empty;

    private Dictionary<long, CarriedState> Unpack(Cycle cycle, IReadOnlyList<CycleState> history)
    {
        var states = new Dictionary<long, CarriedState>();
        foreach (var state in history)
        {
            if (state.ModelHash != ModelHash)
            {
                LogForeignState(state.Cycle.Key);
            }
            else if (state.Cycle.Index < cycle.Index && state.Cycle.Index >= cycle.Index - HistoryCycles)
            {
                states[state.Cycle.Index] = CarriedState.Unpack(state, _inputs.ObservationValues, _inputs.LatentValues, _cells);
            }
        }

        return states;
    }

    /// <summary>Spread of the previous ensemble in near-surface temperature with the model's factors, K; null where none was carried.</summary>
    private float[]? SurfaceSpread(CarriedState? previous, Cycle cycle)
    {
        if (previous?.SurfaceSpreadK is not { } sampled)
        {
            return null;
        }

        var columns = Grid.Horizontal.Columns;
        var factors = _model.SpreadFactorsAt(cycle.Time).AsSpan(StateChannels.Of(Grid).SurfaceTemperature * Grid.Horizontal.Rows);
        var spread = new float[sampled.Length];
        for (var cell = 0; cell < spread.Length; cell++)
        {
            spread[cell] = factors[cell / columns] * sampled[cell];
        }

        return spread;
    }

    private (float[] Mean, float[] LogSpread) RunAnalysisNetwork(
        Cycle cycle, float[] gridded, Dictionary<long, CarriedState> states, CarriedState? previous)
    {
        var size = _networks.Analysis.SampleSize("mean");
        var (mean, logSpread) = (new float[size], new float[size]);
        _networks.Analysis.Run(
            1,
            [
                ("observations", _inputs.Observations(cycle, gridded, states)),
                ("static", _model.Climatology.StaticFields),
                ("background", _inputs.Background(previous)),
                ("calendar", CycleInputs.Calendar(cycle)),
            ],
            [("mean", mean), ("logspread", logSpread)]);
        for (var i = 0; i < size; i++)
        {
            logSpread[i] = Math.Clamp(logSpread[i], _model.Manifest.LowestLogSpread, _model.Manifest.HighestLogSpread);
        }

        return (mean, logSpread);
    }

    private float CarriedFactor(GriddedObservations gridded) =>
        gridded.Has(ObservationGridder.Longwave) ? 1 : _model.Manifest.CarriedSpreadWithoutLongwave ?? 1;

    // One by one, as a network's last bits depend on its batch, and side by side.
    private float[][] Decode(WindowDecoder decoder, float[][] samples, CancellationToken cancellationToken)
    {
        var fields = new float[samples.Length][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellationToken };
        Parallel.For(0, samples.Length, parallel, member => fields[member] = decoder.Fields(samples[member]));
        return fields;
    }

    private static float[] LatentMean(WindowDecoder decoder, float[][] samples)
    {
        var sum = new double[decoder.FrameSize];
        foreach (var sample in samples)
        {
            var latents = decoder.Latents(sample);
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += latents[i];
            }
        }

        return [.. sum.Select(s => (float)(s / samples.Length))];
    }

    /// <summary>
    /// Log of the ensemble spread before inflation, as the analysis network was trained to expect, drawn towards the network's
    /// own with the weight of a few members: the variance of a small ensemble is itself uncertain. Then times a factor.
    /// </summary>
    private float[] LatentLogSpread(WindowDecoder decoder, float[][] samples, float[] mean, float[] logSpread, float carried)
    {
        const double priorMembers = 4;
        var squares = new double[mean.Length];
        foreach (var sample in samples)
        {
            var latents = decoder.Latents(sample);
            for (var i = 0; i < squares.Length; i++)
            {
                squares[i] += (latents[i] - mean[i]) * (double)(latents[i] - mean[i]);
            }
        }

        var inflation = _model.Manifest.Inflation;
        var result = new float[mean.Length];
        var first = logSpread.Length - mean.Length;
        for (var i = 0; i < result.Length; i++)
        {
            var factor = inflation[(first + i) / (logSpread.Length / inflation.Length)];
            var prior = Math.Exp(logSpread[first + i]);
            var variance = ((squares[i] / (factor * factor)) + (priorMembers * prior * prior)) / (samples.Length - 1 + priorMembers);
            result[i] = (float)Math.Clamp((0.5 * Math.Log(variance)) + Math.Log(carried), _model.Manifest.LowestLogSpread, _model.Manifest.HighestLogSpread);
        }

        return result;
    }

    /// <summary>All members on the threads of this process.</summary>
    private sealed class Here(MemberSampling members, int threads) : IMemberSampler
    {
        public Task<float[][]> SampleAsync(IReadOnlyList<MemberJob> jobs, CancellationToken cancellationToken) =>
            Task.FromResult(members.SampleAll(jobs, threads, cancellationToken));
    }

    [LoggerMessage(3010, LogLevel.Warning, "State of cycle {Cycle} was made by another model and is not used")]
    private partial void LogForeignState(string cycle);
}
