namespace Slams.Core.Analyses;

/// <summary>An analysed cycle as the analyst returns it; the worker adds provenance.</summary>
public sealed record CycleResult
{
    /// <summary>Ensemble mean in K, <c>[level, latitude, longitude]</c>.</summary>
    public required float[] MeanK { get; init; }

    /// <summary>Ensemble standard deviation (n−1) in K, <c>[level, latitude, longitude]</c>.</summary>
    public required float[] SpreadK { get; init; }

    /// <summary>Members in K when asked for, else empty.</summary>
    public required IReadOnlyList<float[]> MembersK { get; init; }

    /// <summary>Departures of every reading with position and temperature.</summary>
    public required IReadOnlyList<StationDeparture> Departures { get; init; }

    /// <summary>Departures of every reading with position and precipitation.</summary>
    public IReadOnlyList<PrecipitationDeparture> Precipitation { get; init; } = [];

    /// <summary>Departures of what stands for the profiles on the levels of the model, by ascent and pressure.</summary>
    public IReadOnlyList<ProfileDeparture> Profiles { get; init; } = [];

    /// <summary>Departures of the longwave frames; null without any.</summary>
    public LongwaveDepartures? Longwave { get; init; }

    /// <summary>What following cycles need.</summary>
    public required CycleState State { get; init; }

    /// <summary>Seconds spent per stage (<c>encode</c>, <c>sample</c>, <c>decode</c>, <c>observe</c>), for metrics only.</summary>
    public required IReadOnlyDictionary<string, double> StageSeconds { get; init; }
}
