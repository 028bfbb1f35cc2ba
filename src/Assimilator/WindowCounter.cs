using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;

namespace Slams.Assimilator;

/// <summary>
/// Stands in for an analyst where no model is wanted: its results have no fields, so that a cycle is published with the counts
/// of its window alone, by kind of observation and flag.
/// </summary>
internal sealed class WindowCounter : ICycleAnalyst
{
    public StateGrid Grid => StateGrid.WithoutFields;

    public string ModelId => AssimilatorOptions.NoModel;

    public string ModelHash => AssimilatorOptions.NoModel;

    public string ExecutionProvider => AssimilatorOptions.NoModel;

    public int HistoryCycles => 0;

    public CycleResult Analyse(
        CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, CancellationToken cancellationToken) => new()
        {
            MeanK = [],
            SpreadK = [],
            MembersK = [],
            Departures = [],
            State = CycleHistory.Nothing(observations.Cycle),
            StageSeconds = new Dictionary<string, double>(),
        };

    public void Dispose()
    {
    }
}
