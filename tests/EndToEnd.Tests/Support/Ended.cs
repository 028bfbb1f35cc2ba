namespace Slams.EndToEnd.Tests.Support;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Text">All it printed.</param>
internal sealed record Ended(int ExitCode, string Text)
{
    /// <summary>Requires success.</summary>
    public Ended Well()
    {
        Assert.True(ExitCode == 0, $"The process ended with {ExitCode} and printed:\n{Text}");
        return this;
    }

    /// <summary>Requires failure with a message for people.</summary>
    public Ended Badly(string saying)
    {
        Assert.True(ExitCode != 0, $"The process should not have succeeded; it printed:\n{Text}");
        Assert.Contains(saying, Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at Slams.", Text, StringComparison.Ordinal);
        return this;
    }
}
