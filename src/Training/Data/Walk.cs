using Slams.Core.Grids;
using Slams.Diffusion.Observations;
using Slams.Training.Networks;

namespace Slams.Training.Data;

/// <summary>
/// A walk through consecutive states under one observing network, cycled as the service will be: it starts cold, its history
/// fills up cycle by cycle, and the background of a cycle is what the network in training made of the one before.
/// </summary>
public sealed class Walk
{
    private readonly ObservationSimulator _simulator;
    private readonly BilinearStencil[] _network;
    private readonly ObservationErrors _errors;
    private readonly Random _random;
    private readonly Outage _stationOutage, _longwaveOutage;
    private readonly float[] _history;
    private readonly int _rows, _columns, _perCycle;

    /// <summary>Starts cold at a state, whose observations are taken.</summary>
    public Walk(
        NatureRunCache cache, NetworkShapes shapes, ObservationSimulator simulator, int start, bool mirrored,
        BilinearStencil[] network, ObservationErrors errors, Random random)
    {
        (_simulator, _network, _errors, _random, Mirrored) = (simulator, network, errors, random, mirrored);
        (_stationOutage, _longwaveOutage) = (new Outage(errors.OutageChance), new Outage(errors.OutageChance));
        (_rows, _columns) = (cache.Grid.Horizontal.Rows, cache.Grid.Horizontal.Columns);
        _perCycle = GriddedObservations.Channels * _rows * _columns;
        _history = new float[shapes.ObservationCycles * _perCycle];
        Background = new float[((2 * shapes.LatentChannels) + 1) * _rows * _columns / 4];
        Index = start - 1;
        Advance();
    }

    /// <summary>Index of the current state.</summary>
    public int Index { get; private set; }

    /// <summary>Whether the world is mirrored.</summary>
    public bool Mirrored { get; }

    /// <summary>Observations of the last cycles <c>[cycle × channel, row, column]</c>, the current one last.</summary>
    public ReadOnlySpan<float> Observations => _history;

    /// <summary>Background <c>[mean + log spread + flag, row / 2, column / 2]</c>.</summary>
    public float[] Background { get; }

    /// <summary>Steps to the next state and takes its observations.</summary>
    public void Advance()
    {
        Index++;
        _history.AsSpan(_perCycle).CopyTo(_history);
        var current = _history.AsSpan(_history.Length - _perCycle);
        var errors = _errors with
        {
            HasStations = !_stationOutage.Next(_random) && _errors.HasStations,
            HasLongwave = !_longwaveOutage.Next(_random) && _errors.HasLongwave,
        };
        _simulator.Simulate(Index, _network, errors, _random, current);
        if (Mirrored)
        {
            Mirror.Fields(current, _rows, _columns);
        }
    }

    /// <summary>Takes what a network made of the current state as the background of the next.</summary>
    public void Accept(ReadOnlySpan<float> mean, ReadOnlySpan<float> logSpread)
    {
        mean.CopyTo(Background);
        logSpread.CopyTo(Background.AsSpan(mean.Length));
        Background.AsSpan(mean.Length + logSpread.Length).Fill(1);
    }
}
