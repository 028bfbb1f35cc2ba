using PureHDF.VOL.Native;

namespace Slams.Formats.Frames.Gridded;

/// <summary>Keeps the chunks unpacked last, for one reading, up to a number of bytes.</summary>
internal sealed class Hdf5ChunkCache(ulong capacityBytes) : IReadingChunkCache
{
    private readonly Dictionary<ulong, Memory<byte>> _chunks = [];
    private readonly Queue<ulong> _order = [];
    private ulong _bytes;

    public Memory<byte> GetChunk(ulong chunkIndex, Func<Memory<byte>> chunkReader)
    {
        if (_chunks.TryGetValue(chunkIndex, out var kept))
        {
            return kept;
        }

        var chunk = chunkReader();
        _chunks.Add(chunkIndex, chunk);
        _order.Enqueue(chunkIndex);
        _bytes += (ulong)chunk.Length;
        while (_bytes > capacityBytes && _order.TryDequeue(out var oldest) && _chunks.Remove(oldest, out var gone))
        {
            _bytes -= (ulong)gone.Length;
        }

        return chunk;
    }
}
