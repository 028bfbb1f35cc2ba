using Slams.Core.Climatology;
using Slams.Core.Randomness;
using Slams.Diffusion.Observations;
using Slams.Training.Networks;

namespace Slams.Training.Data;

/// <summary>Draws training batches: random times, networks, errors, absent modalities and short histories. Pure in (seed, step).</summary>
public sealed class BatchSampler
{
    private readonly NatureRunCache _cache;
    private readonly LatentCache _latents;
    private readonly NetworkShapes _shapes;
    private readonly StationNetworks _networks;
    private readonly ObservationSimulator _simulator;
    private readonly int[] _candidates;
    private readonly bool _standard;

    /// <summary>Makes a sampler over every state with enough history.</summary>
    /// <param name="cache">States.</param>
    /// <param name="latents">The same states encoded.</param>
    /// <param name="shapes">Sizes.</param>
    /// <param name="networks">Source of observing networks.</param>
    /// <param name="standard">Only the standard observing system with full history, for validation; else everything at random.</param>
    public BatchSampler(NatureRunCache cache, LatentCache latents, NetworkShapes shapes, StationNetworks networks, bool standard)
    {
        _standard = standard;
        _cache = cache;
        _latents = latents;
        _shapes = shapes;
        _networks = networks;
        _simulator = new ObservationSimulator(cache);
        _candidates = [.. Enumerable.Range(0, cache.Times.Count)
            .Where(i => cache.IsContiguous(i, shapes.ObservationCycles + 1, TimeSpan.FromHours(6)))];
    }

    /// <summary>The batch of one step.</summary>
    public TrainingBatch Draw(int seed, long step, int size)
    {
        var cells = _cache.Grid.Horizontal.CellCount;
        var perCycle = GriddedObservations.Channels * cells;
        var history = _shapes.ObservationCycles;
        var window = _shapes.WindowChannels * cells / 4;
        var batch = new TrainingBatch(
            new float[size * history * perCycle], new float[size * history * perCycle], new float[size * 4], new float[size * 4], new float[size * window]);
        for (var s = 0; s < size; s++)
        {
            var word = CounterRandom.Words((ulong)seed, (ulong)step, (ulong)s).A;
            Fill(batch, s, new Random((int)word), perCycle, window);
        }

        return batch;
    }

    private void Fill(TrainingBatch batch, int sample, Random random, int perCycle, int window)
    {
        var history = _shapes.ObservationCycles;
        var last = _candidates[random.Next(_candidates.Length)];
        var network = _standard ? _networks.DrawStandard(random) : _networks.Draw(random);
        var errors = _standard ? ObservationErrors.Standard : ObservationErrors.Draw(random);
        // A quarter of the samples has a short history: the service after a cold start.
        var available = !_standard && random.NextDouble() < 0.25 ? random.Next(1, history + 1) : history + 1;
        var cycles = new float[(history + 1) * perCycle];
        for (var back = 0; back < available; back++)
        {
            var slot = history - back;
            _simulator.Simulate(last - back, network, errors, random, cycles.AsSpan(slot * perCycle, perCycle));
        }

        var length = history * perCycle;
        cycles.AsSpan(perCycle, length).CopyTo(batch.Observations.AsSpan(sample * length));
        cycles.AsSpan(0, length).CopyTo(batch.PreviousObservations.AsSpan(sample * length));
        HarmonicClimatology.Basis(_cache.Times[last]).AsSpan(1).CopyTo(batch.Calendar.AsSpan(sample * 4));
        HarmonicClimatology.Basis(_cache.Times[last - 1]).AsSpan(1).CopyTo(batch.PreviousCalendar.AsSpan(sample * 4));
        _latents.CopyWindow(last, _shapes.WindowFrames, batch.Latents.AsSpan(sample * window, window));
    }
}
