using System.Runtime.CompilerServices;

namespace Slams.Cli.Diagnosis;

/// <summary>Whether folders that are written to are there, can be written and have room.</summary>
/// <param name="folders">Key of the setting and the folder that it names.</param>
internal sealed class DiskExamination(IReadOnlyList<(string Key, string Folder)> folders) : IExamination
{
    private const long Little = 1L << 30, TooLittle = 100L << 20;

    public string Subject => "disk";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (key, folder) in folders)
        {
            // The workers make what is missing, so that the nearest folder above counts.
            var place = Path.GetFullPath(folder);
            while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { } above)
            {
                place = above;
            }

            yield return await ProblemAsync(place, cancellationToken) is { } problem
                ? new Finding(Verdict.Failed, Subject, $"{key}: {problem}")
                : Room(key, place);
        }
    }

    private static async Task<string?> ProblemAsync(string place, CancellationToken cancellationToken)
    {
        var trial = Path.Combine(place, $".slams-doctor-{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllBytesAsync(trial, new byte[4096], cancellationToken);
            File.Delete(trial);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    private Finding Room(string key, string place)
    {
        var free = new DriveInfo(place).AvailableFreeSpace;
        FormattableString text = $"{key}: '{place}' can be written and has {free / (double)Little:0.0} GiB free";
        return free < TooLittle ? Finding.Failed(Subject, text) : free < Little ? Finding.Warning(Subject, text) : Finding.Ok(Subject, text);
    }
}
