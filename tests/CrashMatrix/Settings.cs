namespace Slams.CrashMatrix;

/// <summary>Settings of every process: quick analyses, small batches, and revisions, so that there is much to be killed in.</summary>
internal static class Settings
{
    public static IReadOnlyDictionary<string, string> Shared { get; } = new Dictionary<string, string>
    {
        ["Analysis__Steps"] = "3",
        ["Stations__BatchSize"] = "60",
        ["Satellite__BatchSize"] = "2",
        ["Cycle__Late__Stations"] = "Revise",
        ["Cycle__Late__Satellite"] = "Revise",
        // A source that is away while it is started again is not idle.
        ["Cycle__IdleTimeout"] = "-00:00:00.001",
    };
}
