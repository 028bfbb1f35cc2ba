using System.IO.Compression;
using System.Runtime.InteropServices;
using Slams.Core.Analyses;
using Slams.Core.Cycles;

namespace Slams.Diffusion.Analysts;

/// <summary>What a cycle hands on: its gridded observations, the mean and log spread of its latent ensemble, and what is known of the stations.</summary>
/// <param name="Observations">Six channels <c>[channel, latitude, longitude]</c>.</param>
/// <param name="Mean">Latent ensemble mean of the analysis time.</param>
/// <param name="LogSpread">Log of the latent ensemble spread.</param>
/// <param name="SurfaceSpreadK">Standard deviation of the members' near-surface temperature before any factor, K; null in states of before it was carried.</param>
/// <param name="Histories">Histories of the stations, packed; null where none are kept.</param>
internal sealed record CarriedState(float[] Observations, float[] Mean, float[] LogSpread, float[]? SurfaceSpreadK, byte[]? Histories)
{
    private const int Version = 1;
    private const int MostHistoryBytes = 1 << 30, HistoryPart = 1 << 16;

    /// <summary>Packs the state; the bytes depend on nothing but the values.</summary>
    public CycleState Pack(Cycle cycle, string modelHash)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(deflate))
        {
            writer.Write(Version);
            // What follows the first three is ignored by software that does not know it.
            foreach (var part in new[] { Observations, Mean, LogSpread, SurfaceSpreadK }.OfType<float[]>())
            {
                writer.Write(part.Length);
                writer.Write(MemoryMarshal.AsBytes<float>(part));
            }

            // By its place it would be taken for the spread.
            if (SurfaceSpreadK is not null && Histories is not null)
            {
                writer.Write(Histories.Length);
                writer.Write(Histories);
            }
        }

        return new CycleState(cycle, modelHash, packed.ToArray());
    }

    /// <summary>Unpacks a state.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a state of this version and size.</exception>
    public static CarriedState Unpack(CycleState state, int observations, int latents, int cells)
    {
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(state.Bytes.ToArray()), CompressionMode.Decompress));
        try
        {
            if (reader.ReadInt32() != Version)
            {
                throw new InvalidDataException($"The state of cycle {state.Cycle} has an unknown version.");
            }

            return new CarriedState(Read(reader, observations), Read(reader, latents), Read(reader, latents), ReadIfThere(reader, cells), ReadBytesIfThere(reader));
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException($"The state of cycle {state.Cycle} is cut short.", exception);
        }
    }

    private static float[]? ReadIfThere(BinaryReader reader, int expected) => LengthIfThere(reader) is { } length ? Read(reader, length, expected) : null;

    private static byte[]? ReadBytesIfThere(BinaryReader reader)
    {
        if (LengthIfThere(reader) is not { } length)
        {
            return null;
        }

        if (length is < 0 or > MostHistoryBytes)
        {
            throw new InvalidDataException($"A carried state has histories of {length} bytes.");
        }

        // As it comes: a damaged state could ask for a gigabyte that is not there.
        using var bytes = new MemoryStream();
        while (bytes.Length < length && reader.ReadBytes((int)Math.Min(length - bytes.Length, HistoryPart)) is { Length: > 0 } part)
        {
            bytes.Write(part);
        }

        return bytes.Length == length ? bytes.ToArray() : throw new EndOfStreamException();
    }

    private static int? LengthIfThere(BinaryReader reader)
    {
        var length = new byte[sizeof(int)];
        var read = reader.BaseStream.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
        return read == 0 ? null : read < length.Length ? throw new EndOfStreamException() : BitConverter.ToInt32(length);
    }

    private static float[] Read(BinaryReader reader, int expected) => Read(reader, reader.ReadInt32(), expected);

    private static float[] Read(BinaryReader reader, int length, int expected)
    {
        if (length != expected)
        {
            throw new InvalidDataException($"A carried state has {length} values where {expected} were expected.");
        }

        var values = new float[length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
