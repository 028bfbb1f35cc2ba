using System.Security.Cryptography;
using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Files;

/// <summary>After the files: <c>latest.json</c> in the output folder follows the newest cycle, and never goes back to an older one.</summary>
internal sealed class LatestPointerSink(OutputFolder folder) : IAnalysisSink
{
    public string Name => "latest";

    public async Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        var pointer = Path.Combine(folder.Path, LatestPointer.FileName);
        if (File.Exists(pointer) && !LatestPointer.MayMove(await File.ReadAllBytesAsync(pointer, cancellationToken), analysis.Cycle.Key))
        {
            return;
        }

        // Of the file itself, so that the pointer is right whatever wrote it.
        var path = folder.Analyses.PathOf(analysis.Cycle, analysis.Provenance.RunId);
        await using var file = File.OpenRead(path);
        var sha256 = await SHA256.HashDataAsync(file, cancellationToken);
        var relative = Path.GetRelativePath(folder.Path, path).Replace(Path.DirectorySeparatorChar, '/');
        AtomicFile.WriteChanged(pointer, LatestPointer.To(analysis, relative, file.Length, sha256).ToBytes());
    }
}
