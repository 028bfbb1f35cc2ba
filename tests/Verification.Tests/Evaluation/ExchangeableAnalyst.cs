using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Randomness;
using Slams.Verification.Truths;

namespace Slams.Verification.Tests.Evaluation;

/// <summary>
/// An analyst that knows the truth: a centre, off by normal noise, and members about that centre with the same noise, so that
/// members and truth are exchangeable unless <see cref="SpreadFactor"/> stretches the members. It notes the history it is given.
/// </summary>
internal sealed class ExchangeableAnalyst(ITruth truth, float noiseK) : ICycleAnalyst
{
    public float SpreadFactor { get; init; } = 1;

    /// <summary>What the departures of the members lack.</summary>
    public SpreadPattern? Lacking { get; init; }

    /// <summary>From this time on the centre errs twice as much, of which the members know nothing.</summary>
    public DateTimeOffset? UnquietFrom { get; init; }

    public List<long[]> Histories { get; } = [];

    public StateGrid Grid => truth.Grid;

    public string ModelId => "exchangeable";

    public string ModelHash => "0123456789abcdef";

    public string ExecutionProvider => "none";

    public int HistoryCycles => 2;

    public CycleResult Analyse(
        CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, CancellationToken cancellationToken)
    {
        Histories.Add([.. history.Select(state => state.Cycle.Index)]);
        var field = truth.TemperatureK(((ITemperatureTruth)truth).IndexOf(observations.Cycle.Time));
        var lacking = Lacking?.FactorsAt(Grid.Horizontal, observations.Cycle.Time);
        var centreK = observations.Cycle.Time >= UnquietFrom ? 2 * noiseK : noiseK;
        var members = Enumerable.Range(0, request.Members + 1).Select(stream => Noise(observations.Cycle.Index, stream, field.Length)).ToArray();
        var fields = members.Skip(1).Select(noise => Enumerable.Range(0, field.Length).Select(i => field[i] - (centreK * members[0][i]) + (SpreadFactor * noiseK * noise[i] / (lacking?[i / Grid.Horizontal.Columns] ?? 1))).ToArray()).ToArray();
        var mean = Enumerable.Range(0, field.Length).Select(i => fields.Average(f => f[i])).ToArray();
        return new CycleResult
        {
            MeanK = mean,
            SpreadK = [.. Enumerable.Range(0, field.Length).Select(i => (float)Math.Sqrt(fields.Sum(f => Math.Pow(f[i] - mean[i], 2)) / (fields.Length - 1)))],
            MembersK = fields,
            Departures = [],
            State = new CycleState(observations.Cycle, ModelHash, Array.Empty<byte>()),
            StageSeconds = new Dictionary<string, double>(),
        };
    }

    public void Dispose()
    {
    }

    private static float[] Noise(long cycle, int stream, int count)
    {
        var values = new float[count];
        CounterRandom.FillNormal((ulong)cycle, (ulong)stream, values);
        return values;
    }
}
