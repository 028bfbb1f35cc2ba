using Slams.Formats.NetCdf;

namespace Slams.Verification.Truths;

/// <summary>Opens a truth of either kind.</summary>
public static class TruthFiles
{
    /// <summary>Opens a packed truth (netCDF classic, gzipped or not) or a nature run (netCDF-4), as the content tells.</summary>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static ITemperatureTruth Open(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using (var file = File.OpenRead(path))
        {
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        return head switch
        {
            [0x1F, 0x8B, ..] => PackedTruth.Open(path),
            _ when NetCdfFile.Recognises(head) => PackedTruth.Open(path),
            [0x89, (byte)'H', (byte)'D', (byte)'F'] => NatureRunTruth.Open(path),
            _ => throw new InvalidDataException($"'{path}' is neither netCDF nor gzipped netCDF."),
        };
    }
}
