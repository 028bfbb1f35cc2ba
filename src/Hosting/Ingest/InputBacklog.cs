using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Slams.Hosting.Ingest;

/// <summary>
/// The files of one reading of a source: which were read to their end, of which all is in the log, and how many of those that are there were not read. The
/// latter is how far ingest is behind what it is given. Asked from any thread.
/// </summary>
/// <param name="paths">Files and folders.</param>
/// <param name="followLinks">Whether links in a folder are followed.</param>
/// <param name="share">Which of the files; null for all.</param>
public sealed class InputBacklog(IReadOnlyList<string> paths, bool followLinks, SourceShare? share = null)
{
    // Read, and whether in the log too.
    private readonly ConcurrentDictionary<string, bool> _read = new(StringComparer.Ordinal);
    private readonly Channel<string> _toAppend = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _arrived = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new(StringComparer.Ordinal);
    private volatile Func<string, bool> _known = _ => false;

    /// <summary>Whether a file is one of those that are read.</summary>
    public bool IsOfIt(string path) => share?.Holds(path) != false;

    /// <summary>Files that were brought since the paths were listed.</summary>
    public ChannelReader<string> Arrivals => _arrived.Reader;

    /// <summary>A file was brought, whole: it may be read without looking for it.</summary>
    public void Arrived(string path) => _arrived.Writer.TryWrite(path);

    /// <summary>A file was read to its end.</summary>
    public void Read(string path)
    {
        if (_read.TryAdd(path, false))
        {
            _toAppend.Writer.TryWrite(path);
        }
    }

    /// <summary>Whether a file was read to its end.</summary>
    public bool HasRead(string path) => _read.ContainsKey(path);

    /// <summary>
    /// Tells which files were read by a reading before: this one passes them, and they do not wait. Else each takeover of an archive would count it whole.
    /// </summary>
    public void Know(Func<string, bool> isRead) => _known = isRead;

    /// <summary>Whether a file was read to its end, by this reading or by one before.</summary>
    public bool WasRead(string path) => HasRead(path) || _known(path);

    /// <summary>Ends when there is something to take.</summary>
    public Task HasReadAsync(CancellationToken cancellationToken) => _toAppend.Reader.WaitToReadAsync(cancellationToken).AsTask();

    /// <summary>Files that were read to their end since this was asked last. Whoever appends what was read before says so when it is in the log.</summary>
    public IReadOnlyList<string> TakeRead()
    {
        var read = new List<string>();
        while (_toAppend.Reader.TryRead(out var path))
        {
            read.Add(path);
        }

        return read;
    }

    /// <summary>All that was read of these files is in the log.</summary>
    public void Appended(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            _read[path] = true;
            if (_awaited.TryRemove(path, out var awaited))
            {
                awaited.TrySetResult();
            }
        }
    }

    /// <summary>Ends when all of a file is in the log, by this reading or by one before: it need not come again, whatever becomes of this machine.</summary>
    public Task InLogAsync(string path)
    {
        if (IsInLog(path))
        {
            return Task.CompletedTask;
        }

        var awaited = _awaited.GetOrAdd(path, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (IsInLog(path))
        {
            // In between.
            awaited.TrySetResult();
        }

        return awaited.Task;
    }

    private bool IsInLog(string path) => _read.GetValueOrDefault(path) || _known(path);

    /// <summary>
    /// Lists the paths, and counts files that were not read to their end, and their bytes: one that is being read, and one that is still being
    /// written, count whole. What cannot be listed has none.
    /// </summary>
    public (long Files, long Bytes) Count()
    {
        var (files, bytes) = (0L, 0L);
        foreach (var file in paths.SelectMany(List).Where(file => !WasRead(file.Path)).DistinctBy(file => file.Path))
        {
            files++;
            bytes += file.Refused is null && new FileInfo(file.Path) is { Exists: true } info ? info.Length : 0;
        }

        return (files, bytes);
    }

    private IReadOnlyList<InputFile> List(string path)
    {
        try
        {
            return [.. InputFiles.List(path, followLinks).Where(file => IsOfIt(file.Path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Told by the reading itself.
            return [];
        }
    }
}
