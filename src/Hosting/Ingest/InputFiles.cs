using System.Runtime.CompilerServices;

namespace Slams.Hosting.Ingest;

/// <summary>The files behind the paths a user gives, and, when watching, those that appear later.</summary>
public static class InputFiles
{
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Files in ordinal order of their full names. While watching, folders are scanned again and again; a file counts once its
    /// size has stopped changing between two scans, so that half-written files are left alone.
    /// </summary>
    /// <exception cref="FileNotFoundException">A path is neither a file nor a folder.</exception>
    public static async IAsyncEnumerable<string> EnumerateAsync(
        IReadOnlyList<string> paths, bool watch, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in List(paths))
        {
            seen.Add(file);
            yield return file;
        }

        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        while (watch)
        {
            await Task.Delay(ScanInterval, time, cancellationToken);
            foreach (var file in List(paths).Where(file => !seen.Contains(file)).ToArray())
            {
                var size = new FileInfo(file).Length;
                if (sizes.TryGetValue(file, out var before) && before == size)
                {
                    seen.Add(file);
                    yield return file;
                }

                sizes[file] = size;
            }
        }
    }

    private static List<string> List(IReadOnlyList<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path);
            if (Directory.Exists(full))
            {
                // Hidden files are the usual names of partial uploads.
                files.AddRange(Directory.EnumerateFiles(full).Where(file => !Path.GetFileName(file).StartsWith('.')));
            }
            else if (File.Exists(full))
            {
                files.Add(full);
            }
            else
            {
                throw new FileNotFoundException($"'{path}' is neither a file nor a folder.", full);
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }
}
