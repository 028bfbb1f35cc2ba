using System.Runtime.CompilerServices;
using Slams.Formats.Content;

namespace Slams.Hosting.Ingest;

/// <summary>The files behind the paths a user gives, and, when watching, those that appear later.</summary>
public static class InputFiles
{
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Files in ordinal order of their full names. While watching, folders are scanned again and again; a file counts once its
    /// size has stopped changing between two scans, so that half-written files are left alone. Who may put files into a folder does not
    /// decide what else of the machine is read: links in it are refused unless told otherwise, and so are names that are no plain text.
    /// </summary>
    /// <exception cref="FileNotFoundException">A path is neither a file nor a folder.</exception>
    public static IAsyncEnumerable<InputFile> EnumerateAsync(
        IReadOnlyList<string> paths, bool watch, bool followLinks, TimeProvider time, CancellationToken cancellationToken) =>
        EnumerateAsync(paths, watch, followLinks, [], time, cancellationToken);

    /// <summary>The same by settings, but files read before come first, in the order of then: while watching they come as they appear.</summary>
    /// <exception cref="FileNotFoundException">A path is neither a file nor a folder.</exception>
    public static IAsyncEnumerable<InputFile> EnumerateAsync(
        IngestOptions options, IReadOnlyList<string> readBefore, TimeProvider time, CancellationToken cancellationToken) =>
        EnumerateAsync(options.Paths, options.Watch, options.FollowLinks, readBefore, time, cancellationToken);

    private static async IAsyncEnumerable<InputFile> EnumerateAsync(
        IReadOnlyList<string> paths, bool watch, bool followLinks, IReadOnlyList<string> readBefore, TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ranks = readBefore.Index().ToDictionary(file => file.Item, file => file.Index, StringComparer.Ordinal);
        foreach (var file in List(paths, followLinks).OrderBy(file => ranks.GetValueOrDefault(file.Path, int.MaxValue)))
        {
            seen.Add(file.Path);
            yield return file;
        }

        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        while (watch)
        {
            await Task.Delay(ScanInterval, time, cancellationToken);
            foreach (var file in List(paths, followLinks).Where(file => !seen.Contains(file.Path)).ToArray())
            {
                // It may have been taken away meanwhile.
                var size = file.Refused is null && new FileInfo(file.Path) is { Exists: true } info ? info.Length : 0;
                if (sizes.TryGetValue(file.Path, out var before) && before == size)
                {
                    seen.Add(file.Path);
                    yield return file;
                }

                sizes[file.Path] = size;
            }
        }
    }

    private static List<InputFile> List(IReadOnlyList<string> paths, bool followLinks)
    {
        var files = new List<InputFile>();
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path);
            if (Directory.Exists(full))
            {
                // Hidden files are the usual names of partial uploads.
                files.AddRange(new DirectoryInfo(full).EnumerateFiles().Where(file => !file.Name.StartsWith('.')).Select(file => Judge(file, followLinks)));
            }
            else if (File.Exists(full))
            {
                files.Add(new InputFile(full, null));
            }
            else
            {
                throw new FileNotFoundException($"'{path}' is neither a file nor a folder.", full);
            }
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static InputFile Judge(FileInfo file, bool followLinks) =>
        file.Name.Any(Printable.IsHostile) ? new InputFile(
            Path.Combine(file.DirectoryName!, Printable.Of(file.Name)), "The name of the file is no plain text.")
        : file.LinkTarget is not null && !followLinks ? new InputFile(file.FullName, "The file is a link, and links are not followed.")
        : new InputFile(file.FullName, null);
}
