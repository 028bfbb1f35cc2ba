using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Slams.Formats.Content;

namespace Slams.Hosting.Ingest;

/// <summary>The files behind the paths a user gives, and, when watching, those that appear later.</summary>
public static partial class InputFiles
{
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Files in ordinal order of their full names. While watching, folders are scanned again and again; a file counts once its
    /// size has stopped changing between two scans, so that half-written files are left alone; what was fetched is whole when it is there, and so is what was
    /// written under a hidden name and renamed, which comes at once where the system tells of it (<see cref="FolderWatch"/>). Who may put files into a folder does not
    /// decide what else of the machine is read: links in it are refused unless told otherwise, and so are names that are no plain text.
    /// A path must be there at the start; one that is watched may be away for a while later, which <paramref name="logger"/> is told.
    /// </summary>
    /// <exception cref="FileNotFoundException">At the start a path is neither a file nor a folder.</exception>
    public static IAsyncEnumerable<InputFile> EnumerateAsync(
        IReadOnlyList<string> paths, bool watch, bool followLinks, TimeProvider time, CancellationToken cancellationToken, ILogger? logger = null) =>
        EnumerateAsync(paths, watch, followLinks, [], new InputBacklog(paths, followLinks), time, logger, cancellationToken);

    /// <summary>
    /// The same by settings, but files read before come first, in the order of then: while watching they come as they appear. What has been read
    /// to its end is told to <paramref name="backlog"/>, which has nothing yet and says which files it is about.
    /// </summary>
    /// <exception cref="FileNotFoundException">At the start a path is neither a file nor a folder.</exception>
    public static IAsyncEnumerable<InputFile> EnumerateAsync(
        IngestOptions options, IReadOnlyList<string> readBefore, InputBacklog backlog, TimeProvider time, CancellationToken cancellationToken, ILogger? logger = null) =>
        EnumerateAsync(options.Places(), options.Watch, options.FollowLinks, readBefore, backlog, time, logger, cancellationToken);

    private static async IAsyncEnumerable<InputFile> EnumerateAsync(
        IReadOnlyList<string> paths, bool watch, bool followLinks, IReadOnlyList<string> readBefore, InputBacklog backlog, TimeProvider time, ILogger? logger,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Before they are listed, so that nothing comes in between.
        using var told = watch ? new FolderWatch(paths, backlog.Arrived) : null;
        told?.Follow();
        var ranks = readBefore.Index().ToDictionary(file => file.Item, file => file.Index, StringComparer.Ordinal);
        foreach (var file in Sorted(paths.SelectMany(path => List(path, followLinks))).Where(file => backlog.IsOfIt(file.Path)).OrderBy(file => ranks.GetValueOrDefault(file.Path, int.MaxValue)))
        {
            yield return file;
            backlog.Read(file.Path);
        }

        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        var away = new HashSet<string>(StringComparer.Ordinal);
        var (scan, arrival) = (Task.CompletedTask, Task.CompletedTask);
        while (watch)
        {
            scan = scan.IsCompleted ? Task.Delay(ScanInterval, time, cancellationToken) : scan;
            arrival = arrival.IsCompleted ? backlog.Arrivals.WaitToReadAsync(cancellationToken).AsTask() : arrival;
            await await Task.WhenAny(scan, arrival);
            while (backlog.Arrivals.TryRead(out var path))
            {
                if (backlog.IsOfIt(path) && !backlog.HasRead(path))
                {
                    yield return Judge(new FileInfo(path), followLinks);
                    backlog.Read(path);
                }
            }

            if (!scan.IsCompleted)
            {
                continue;
            }

            foreach (var path in away)
            {
                told!.Forget(path);
            }

            told!.Follow();
            foreach (var file in Sorted(paths.SelectMany(path => ListAgain(path, followLinks, away, logger))).Where(file => backlog.IsOfIt(file.Path) && !backlog.HasRead(file.Path)).ToArray())
            {
                // It may have been taken away meanwhile.
                var size = file.Refused is null && new FileInfo(file.Path) is { Exists: true } info ? info.Length : 0;
                if (Arrival.Of(file.Path) is not null || (sizes.TryGetValue(file.Path, out var before) && before == size))
                {
                    yield return file;
                    backlog.Read(file.Path);
                }

                sizes[file.Path] = size;
            }
        }
    }

    private static List<InputFile> Sorted(IEnumerable<InputFile> files)
    {
        var sorted = files.ToList();
        sorted.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return sorted;
    }

    /// <summary>The files behind a path that was there before: a share that is mounted anew, a folder that is put in the place of another.</summary>
    private static IReadOnlyList<InputFile> ListAgain(string path, bool followLinks, HashSet<string> away, ILogger? logger)
    {
        try
        {
            var files = List(path, followLinks);
            if (away.Remove(path) && logger is not null)
            {
                LogBack(logger, path);
            }

            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (away.Add(path) && logger is not null)
            {
                LogAway(logger, path, exception.Message);
            }

            return [];
        }
    }

    /// <summary>The files behind a path.</summary>
    internal static IReadOnlyList<InputFile> List(string path, bool followLinks)
    {
        var full = Path.GetFullPath(path);
        // Hidden files are the usual names of partial uploads.
        return Directory.Exists(full)
            ? [.. new DirectoryInfo(full).EnumerateFiles().Concat(Arrivals(full, followLinks)).Where(file => !file.Name.StartsWith('.')).Select(file => Judge(file, followLinks))]
            : File.Exists(full) ? [new InputFile(full, null)]
            : throw new FileNotFoundException($"'{path}' is neither a file nor a folder.", full);
    }

    /// <summary>What was fetched into a folder: each file is whole, in a folder of its own that goes some time after it was read.</summary>
    private static IEnumerable<FileInfo> Arrivals(string folder, bool followLinks) => new DirectoryInfo(folder).EnumerateDirectories()
        // A link of such a name would lead out of the folder.
        .Where(one => Arrival.Parse(one.Name) is not null && (followLinks || one.LinkTarget is null))
        .SelectMany(FilesOf);

    private static FileInfo[] FilesOf(DirectoryInfo folder)
    {
        try
        {
            return folder.GetFiles();
        }
        catch (DirectoryNotFoundException)
        {
            // It has gone between two looks.
            return [];
        }
    }

    private static InputFile Judge(FileInfo file, bool followLinks) =>
        file.Name.Any(Printable.IsHostile) ? new InputFile(
            Path.Combine(file.DirectoryName!, Printable.Of(file.Name)), "The name of the file is no plain text.")
        : file.LinkTarget is not null && !followLinks ? new InputFile(file.FullName, "The file is a link, and links are not followed.")
        : new InputFile(file.FullName, null);

    [LoggerMessage(1011, LogLevel.Warning, "Input {Path} cannot be listed and is tried again: {Reason}")]
    private static partial void LogAway(ILogger logger, string path, string reason);

    [LoggerMessage(1012, LogLevel.Information, "Input {Path} can be listed again")]
    private static partial void LogBack(ILogger logger, string path);
}
