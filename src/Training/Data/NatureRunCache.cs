using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Formats.NatureRun;

namespace Slams.Training.Data;

/// <summary>
/// Training years in memory: normalised anomalies as half floats, <c>[time, channel, latitude, longitude]</c>, in order of time.
/// </summary>
public sealed class NatureRunCache
{
    private readonly Half[][] _states;
    private readonly MissingCells _missing;

    private NatureRunCache(StateGrid grid, StateScaling scaling, DateTimeOffset[] times, Half[][] states, MissingCells missing)
    {
        _missing = missing;
        Grid = grid;
        Scaling = scaling;
        Times = times;
        Step = times.Zip(times.Skip(1), (earlier, later) => later - earlier).DefaultIfEmpty(TimeSpan.FromHours(6)).Min();
        _states = states;
    }

    /// <summary>Grid of the states.</summary>
    public StateGrid Grid { get; }

    /// <summary>Scaling used.</summary>
    public StateScaling Scaling { get; }

    /// <summary>Time of each state.</summary>
    public IReadOnlyList<DateTimeOffset> Times { get; }

    /// <summary>From one state to the next where nothing is missing: six hours, or a day for daily means.</summary>
    public TimeSpan Step { get; }

    /// <summary>One state, <c>[channel, latitude, longitude]</c>.</summary>
    public ReadOnlySpan<Half> State(int index) => _states[index];

    /// <summary>Whether a cell of a channel has values; where it has none, nothing can be observed.</summary>
    public bool IsKnown(int channel, int cell) => !_missing.Never(channel, cell);

    /// <summary>Whether all cells that a position is interpolated from have values.</summary>
    public bool IsKnown(int channel, in BilinearStencil at) =>
        IsKnown(channel, at.SouthWest) && IsKnown(channel, at.SouthEast) && IsKnown(channel, at.NorthWest) && IsKnown(channel, at.NorthEast);

    /// <summary>Whether the <paramref name="count"/> states ending at an index follow each other without a gap.</summary>
    public bool IsContiguous(int last, int count) =>
        last - count + 1 >= 0 && Times[last] - Times[last - count + 1] == (count - 1) * Step;

    /// <summary>Reads files; makes the scaling from them unless one is given.</summary>
    public static NatureRunCache Load(IReadOnlyList<string> files, StateScaling? scaling, Action<string> log)
    {
        var states = new List<float[]>();
        var times = new List<DateTimeOffset>();
        StateGrid? grid = null;
        foreach (var path in files)
        {
            using var file = NatureRunFile.Open(path);
            grid ??= file.Grid;
            Append(file, states);
            times.AddRange(file.Times);
            log($"read {path}: {file.Times.Count} states");
        }

        if (grid is null)
        {
            throw new InvalidDataException("No nature-run files were given.");
        }

        var missing = MissingCells.Fill(states, grid.Horizontal.CellCount, log);
        scaling ??= ClimatologyFit.Fit(grid.Horizontal, times, states, missing, log);
        var packed = new Half[states.Count][];
        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = Pack(states[i], scaling, times[i], grid.Horizontal.CellCount);
            states[i] = [];
        }

        return new NatureRunCache(grid, scaling, [.. times], packed, missing);
    }

    private static void Append(NatureRunFile file, List<float[]> states)
    {
        var cells = file.Grid.Horizontal.CellCount;
        var channels = StateChannels.Of(file.Grid);
        const int block = 64;
        for (var start = 0; start < file.Times.Count; start += block)
        {
            var count = Math.Min(block, file.Times.Count - start);
            var t = file.Read("t", start, count);
            var surface = new[] { file.Read("t2m", start, count), file.Read("olr", start, count), file.Read("pr", start, count) };
            for (var i = 0; i < count; i++)
            {
                var state = new float[channels.Count * cells];
                t.AsSpan(i * channels.Levels * cells, channels.Levels * cells).CopyTo(state);
                for (var v = 0; v < surface.Length; v++)
                {
                    surface[v].AsSpan(i * cells, cells).CopyTo(state.AsSpan((channels.Levels + v) * cells));
                }

                foreach (ref var amount in state.AsSpan(channels.Precipitation * cells, cells))
                {
                    amount = MathF.Log(1 + MathF.Max(0, amount));
                }

                states.Add(state);
            }
        }
    }

    private static Half[] Pack(float[] state, StateScaling scaling, DateTimeOffset time, int cells)
    {
        var packed = new Half[state.Length];
        for (var channel = 0; channel < scaling.Channels; channel++)
        {
            var field = state.AsSpan(channel * cells, cells);
            scaling.Normalise(channel, time, field);
            for (var cell = 0; cell < cells; cell++)
            {
                packed[(channel * cells) + cell] = (Half)field[cell];
            }
        }

        return packed;
    }
}
