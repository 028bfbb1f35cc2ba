using System.Diagnostics;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>A disk in memory, small enough to be filled. Only where the tests may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Mounts one on a folder; null where this is not allowed.</summary>
    public static SmallDisk? Mount(string folder, int sizeMiB)
    {
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={sizeMiB}m"), "tmpfs", folder) ? new SmallDisk(folder) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Leaves a twentieth of it free.</summary>
    public void Fill()
    {
        using var ballast = File.Create(Ballast);
        var disk = new DriveInfo(_folder);
        for (var left = disk.AvailableFreeSpace - (disk.TotalSize / 20); left > 0; left -= 1 << 20)
        {
            ballast.Write(new byte[Math.Min(left, 1 << 20)]);
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Clear() => File.Delete(Ballast);

    /// <inheritdoc/>
    public void Dispose() => Run("umount", "--lazy", _folder);

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
