using Slams.Core.Grids;
using Slams.Formats.NatureRun;

namespace Slams.Verification.Truths;

/// <summary>The truth in a nature-run file.</summary>
public sealed class NatureRunTruth : ITruth
{
    // The files are chunked by eight states; reading them one by one would decompress every chunk eight times.
    private const int BlockLength = 8;
    private readonly NatureRunFile _file;
    private readonly Dictionary<string, (int Block, float[] Values)> _blocks = [];

    private NatureRunTruth(NatureRunFile file) => _file = file;

    /// <inheritdoc/>
    public StateGrid Grid => _file.Grid;

    /// <inheritdoc/>
    public IReadOnlyList<DateTimeOffset> Times => _file.Times;

    /// <summary>Opens a nature-run file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    public static NatureRunTruth Open(string path) => new(NatureRunFile.Open(path));

    /// <inheritdoc/>
    public float[] TemperatureK(int timeIndex) => State("t", timeIndex);

    /// <inheritdoc/>
    public float[] NearSurfaceTemperatureK(int timeIndex) => State("t2m", timeIndex);

    /// <inheritdoc/>
    public float[] OutgoingLongwaveFlux(int timeIndex) => State("olr", timeIndex);

    /// <inheritdoc/>
    public float[] Precipitation6hMm(int timeIndex) => State("pr", timeIndex);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private float[] State(string variable, int timeIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(timeIndex, Times.Count);
        var block = timeIndex / BlockLength;
        var start = block * BlockLength;
        var count = Math.Min(BlockLength, Times.Count - start);
        if (!_blocks.TryGetValue(variable, out var cached) || cached.Block != block)
        {
            _blocks[variable] = cached = (block, _file.Read(variable, start, count));
        }

        var length = cached.Values.Length / count;
        return cached.Values.AsSpan((timeIndex - start) * length, length).ToArray();
    }
}
