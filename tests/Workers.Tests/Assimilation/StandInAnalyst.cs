using Slams.Assimilator;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>
/// An analyst whose mean is a sum over the observations and over what preceding cycles have left, so that every difference in
/// either shows. <see cref="Before"/> may throw or wait as ONNX Runtime might.
/// </summary>
internal sealed class StandInAnalyst : ICycleAnalyst, IAnalystFactory
{
    public Action<Cycle, CancellationToken>? Before { get; set; }

    /// <summary>What it was given, window by window.</summary>
    public List<CycleObservations> Seen { get; } = [];

    public Exception? LoadFailure { get; set; }

    public StateGrid Grid { get; } = new(new LatLonGrid([-45, 45], [0, 180]), [85_000]);

    public string ModelId => "stand-in";

    public string ModelHash => "hash";

    public string ExecutionProvider { get; init; } = "none";

    public int HistoryCycles => 2;

    public ICycleAnalyst Load() => LoadFailure is null ? this : throw LoadFailure;

    public CycleResult Analyse(
        CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, CancellationToken cancellationToken)
    {
        Seen.Add(observations);
        Before?.Invoke(observations.Cycle, cancellationToken);
        var sum = (float)observations.Readings.Sum(reading => reading.AirTemperatureK ?? 0);
        var past = history.Sum(state => BitConverter.ToSingle(state.Bytes.Span) / (1 + observations.Cycle.Index - state.Cycle.Index));
        return new CycleResult
        {
            MeanK = [sum, past, history.Count, observations.Readings.Count],
            SpreadK = [0, 0, 0, 0],
            MembersK = [],
            Departures = [],
            State = new CycleState(observations.Cycle, ModelHash, BitConverter.GetBytes(sum + past)),
            StageSeconds = new Dictionary<string, double>(),
        };
    }

    public void Dispose()
    {
    }
}
