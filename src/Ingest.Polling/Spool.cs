using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling;

/// <summary>
/// The folder of what was fetched. A file is written into a hidden folder, flushed to disk, and appears whole with the renaming of that: whoever is killed
/// in between leaves nothing that would be read.
/// </summary>
internal sealed class Spool(string folder, long maxBytes)
{
    private const string Partial = ".partial";
    private const int BufferBytes = 128 * 1024;
    private readonly Lock _gate = new();
    private DateTimeOffset _newest;

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Makes the folder. What is in it is left alone: another process may be writing there.</summary>
    public void Make() => Directory.CreateDirectory(Folder);

    /// <summary>Makes the folder, and removes what processes that were killed have left in it.</summary>
    /// <param name="before">Of files that are half written, those begun before this time; null where nobody else writes: all.</param>
    public void Open(DateTimeOffset? before = null)
    {
        Make();
        var leftovers = Directory.GetDirectories(Folder, $".*{Partial}").Where(one => before is not { } time || Directory.GetLastWriteTimeUtc(one) < time.UtcDateTime)
            // In their places the files may have to come again.
            .Concat(Directory.GetDirectories(Folder).Where(one => Arrival.Parse(Path.GetFileName(one)) is not null && !Directory.EnumerateFileSystemEntries(one).Any()));
        foreach (var leftover in leftovers.ToArray())
        {
            Directory.Delete(leftover, recursive: true);
        }
    }

    /// <summary>The files that are there.</summary>
    public IEnumerable<(Arrival Arrival, string Path)> Files() => Directory.EnumerateDirectories(Folder)
        .Select(path => (Arrival: Arrival.Parse(Path.GetFileName(path)), Path: path))
        .Where(one => one.Arrival is not null)
        .SelectMany(one => Directory.GetFiles(one.Path).Select(path => (one.Arrival!, path)));

    /// <summary>Writes a file beside its place.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <param name="length">Bytes, where the server tells.</param>
    /// <param name="cancellationToken">Ends it; nothing is left then.</param>
    /// <exception cref="RemoteException">It is too large.</exception>
    /// <exception cref="IOException">The server breaks off.</exception>
    /// <exception cref="SpoolException">The disk is full, or else refuses it.</exception>
    public async Task<SpooledFile> WriteAsync(string name, Stream content, long? length, CancellationToken cancellationToken)
    {
        Require(length ?? 0);
        var place = Path.Combine(Folder, $".{Guid.NewGuid():N}{Partial}");
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var asking = false;
        try
        {
            Directory.CreateDirectory(place);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var bytes = 0L;
            await using (var file = new FileStream(Path.Combine(place, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, useAsync: true))
            {
                while (await NextAsync() is > 0 and var read)
                {
                    Require(bytes += read);
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }

                if (length is { } told && told != bytes)
                {
                    asking = true;
                    throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes came of {told}"));
                }

                file.Flush(flushToDisk: true);
            }

            return new SpooledFile(place, name, bytes, Arrival.HashOf(hash.GetHashAndReset()));
        }
        catch (Exception exception)
        {
            Drop(place);
            throw exception is IOException or UnauthorizedAccessException && !asking ? new SpoolException(exception) : exception;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        async ValueTask<int> NextAsync()
        {
            asking = true;
            var read = await content.ReadAsync(buffer.AsMemory(0, BufferBytes), cancellationToken);
            asking = false;
            return read;
        }
    }

    /// <summary>Lets a file appear; returns its path.</summary>
    /// <param name="file">The file.</param>
    /// <param name="arrival">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="written">When it was written where it comes from.</param>
    /// <exception cref="SpoolException">It cannot be renamed.</exception>
    public string Place(SpooledFile file, Arrival arrival, string name, DateTimeOffset written)
    {
        try
        {
            var (before, after) = (Path.Combine(file.Place, file.Name), Path.Combine(file.Place, name));
            File.Move(before, after, overwrite: true);
            // Reports that state day and hour only are dated by it.
            File.SetLastWriteTimeUtc(after, written.UtcDateTime);
            var folder = Path.Combine(Folder, arrival.Folder);
            Directory.Move(file.Place, folder);
            return Path.Combine(folder, name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException(exception);
        }
    }

    /// <summary>Lets a file appear where its content alone says; returns its path.</summary>
    public string Place(SpooledFile file)
    {
        var folder = Path.Combine(Folder, file.Content);
        if (Directory.Exists(folder))
        {
            // That of a process which was killed.
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move(file.Place, folder);
        return Path.Combine(folder, file.Name);
    }

    /// <summary>A time for the next arrival: now, or a moment after that of the one before, for they are read in the order of their times.</summary>
    public DateTimeOffset Stamp(DateTimeOffset now)
    {
        lock (_gate)
        {
            _newest = now > _newest ? now : _newest;
            // Names have milliseconds.
            return _newest = new DateTimeOffset(((_newest.UtcTicks / TimeSpan.TicksPerMillisecond) + 1) * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
        }
    }

    /// <summary>Removes an arrival.</summary>
    public void Remove(Arrival arrival) => Directory.Delete(Path.Combine(Folder, arrival.Folder), recursive: true);

    // What cannot be removed now is at the next start.
    private static void Drop(string place)
    {
        try
        {
            Directory.Delete(place, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void Require(long bytes)
    {
        if (bytes > maxBytes)
        {
            throw new RemoteException(string.Create(CultureInfo.InvariantCulture, $"it is larger than {nameof(PollOptions.MaxBytes)}, {maxBytes} bytes"), isFinal: true);
        }
    }
}
