using System.Security.Cryptography;
using Slams.Formats.Analyses;

namespace Slams.Publisher.Notifications;

/// <summary>Reads files that are to be announced. Topic and webhooks ask for the same ones about the same time: one reads for all.</summary>
internal sealed class AnnouncedFiles : IDisposable
{
    private const int Remembered = 8;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<AnnouncedFile> _recent = [];

    /// <summary>What a file is; null when it is not there.</summary>
    /// <exception cref="InvalidDataException">It is no analysis.</exception>
    public async Task<AnnouncedFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // The time first: should the file change between the two, its notice is that of the newer one.
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return null;
            }

            var written = file.LastWriteTimeUtc;
            if (_recent.FirstOrDefault(known => known.Path == path && known.Written == written && known.Length == file.Length) is { } recent)
            {
                return recent;
            }

            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            var analysis = AnalysisFile.Read(new MemoryStream(content));
            var read = new AnnouncedFile(path, written, content.Length, analysis.Provenance, analysis.Failure, SHA512.HashData(content));
            if (_recent.Count == Remembered)
            {
                _recent.Dequeue();
            }

            _recent.Enqueue(read);
            return read;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
