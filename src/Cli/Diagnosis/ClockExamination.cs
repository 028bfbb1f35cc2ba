using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Slams.Cli.Diagnosis;

/// <summary>Whether the clock can be right: quality control rejects what is ahead of it, and certificates go by it.</summary>
internal sealed class ClockExamination(TimeProvider clock) : IExamination
{
    private const int Unsynchronised = 5;

    public string Subject => "clock";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var (now, built) = (clock.GetUtcNow(), new DateTimeOffset(File.GetLastWriteTimeUtc(typeof(ClockExamination).Assembly.Location), TimeSpan.Zero));
        yield return now < built.AddDays(-1)
            ? Finding.Failed(Subject, $"{now:u} is before this program was built ({built:u})")
            : Finding.Ok(Subject, $"{now:u}");
        if (OperatingSystem.IsLinux())
        {
            // The kernel's own word, the same inside of a container.
            var state = AskKernel(new byte[512]);
            yield return state == Unsynchronised
                ? Finding.Warning(Subject, $"the kernel says that nothing synchronises it")
                : Finding.Ok(Subject, $"synchronised");
        }
    }

    // Zeros ask and change nothing; the answer is longer than none of the architectures' structures.
    [DllImport("libc", EntryPoint = "adjtimex"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int AskKernel([In, Out] byte[] zeros);
}
