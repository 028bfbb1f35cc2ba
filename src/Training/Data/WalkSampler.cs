using Slams.Training.Networks;

namespace Slams.Training.Data;

/// <summary>
/// Draws training batches from a pool of walks, each advanced by one cycle per visit: random starts, networks, errors, absent
/// modalities, and the world or its mirror image. Neighbours in time meet the optimiser many steps apart.
/// </summary>
public sealed class WalkSampler
{
    private const int Pool = 256, ShortestWalk = 8, LongestWalk = 56;

    private readonly NatureRunCache _cache;
    private readonly (LatentCache World, LatentCache Mirrored) _latents;
    private readonly NetworkShapes _shapes;
    private readonly StationNetworks _networks;
    private readonly ObservationSimulator _simulator;
    private readonly Random[] _randoms;
    private readonly (Walk Walk, int End)?[] _walks = new (Walk, int)?[Pool];

    /// <summary>Makes a sampler; the same seed draws the same batches, as long as the networks hand back the same backgrounds.</summary>
    public WalkSampler(NatureRunCache cache, (LatentCache World, LatentCache Mirrored) latents, NetworkShapes shapes, StationNetworks networks, int seed)
    {
        (_cache, _latents, _shapes, _networks) = (cache, latents, shapes, networks);
        _simulator = new ObservationSimulator(cache);
        _randoms = [.. Enumerable.Range(0, Pool).Select(slot => new Random((seed * Pool) + slot))];
    }

    /// <summary>The batch of one step; must not be larger than half of the pool, since it is drawn while the one before is in use.</summary>
    public TrainingBatch Draw(long step, int size)
    {
        var walks = Enumerable.Range(0, size).Select(i => Next((int)(((step * size) + i) % Pool))).ToArray();
        return Assemble(_cache, _latents, _shapes, walks);
    }

    /// <summary>Joins the current states of walks to a batch.</summary>
    public static TrainingBatch Assemble(
        NatureRunCache cache, (LatentCache World, LatentCache Mirrored) latents, NetworkShapes shapes, IReadOnlyList<Walk> walks)
    {
        var window = shapes.WindowChannels * cache.Grid.Horizontal.CellCount / 4;
        var (observations, background) = (walks[0].Observations.Length, walks[0].Background.Length);
        var batch = new TrainingBatch(
            new float[walks.Count * observations], new float[walks.Count * background], new float[walks.Count * shapes.CalendarChannels],
            new float[walks.Count * window], [.. walks.Select(w => w.Mirrored)], walks);
        for (var s = 0; s < walks.Count; s++)
        {
            var walk = walks[s];
            walk.Observations.CopyTo(batch.Observations.AsSpan(s * observations));
            walk.Background.CopyTo(batch.Background.AsSpan(s * background));
            Mirror.Calendar(cache.Times[walk.Index], walk.Mirrored).CopyTo(batch.Calendar, s * shapes.CalendarChannels);
            (walk.Mirrored ? latents.Mirrored : latents.World).CopyWindow(walk.Index, shapes.WindowFrames, batch.Latents.AsSpan(s * window, window));
        }

        return batch;
    }

    private Walk Next(int slot)
    {
        if (_walks[slot] is { } current && current.Walk.Index < current.End)
        {
            current.Walk.Advance();
            return current.Walk;
        }

        var random = _randoms[slot];
        var (start, end) = DrawStretch(random);
        var walk = new Walk(_cache, _shapes, _simulator, start, random.Next(2) == 1, _networks.Draw(random), ObservationErrors.Draw(random), random);
        _walks[slot] = (walk, end);
        return walk;
    }

    private (int Start, int End) DrawStretch(Random random)
    {
        while (true)
        {
            var start = random.Next(_shapes.WindowFrames - 1, _cache.Times.Count);
            var end = Math.Min(start + random.Next(ShortestWalk, LongestWalk) - 1, _cache.Times.Count - 1);
            var first = start - _shapes.WindowFrames + 1;
            if (_cache.IsContiguous(end, end - first + 1))
            {
                return (start, end);
            }
        }
    }
}
