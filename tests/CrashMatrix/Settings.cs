using System.Globalization;

namespace Slams.CrashMatrix;

/// <summary>Settings of every process: quick analyses, small batches, and revisions, so that there is much to be killed in.</summary>
internal static class Settings
{
    private const string CallCounting = "DOTNET_TC_CallCounting";

    /// <summary>Of the matrix.</summary>
    public static IReadOnlyDictionary<string, string> Matrix { get; } = new Dictionary<string, string>
    {
        ["Analysis__Steps"] = "2",
        ["Analysis__GuidanceIterations"] = "1",
        // One of two noise levels is guided.
        ["Analysis__GuidanceLevel"] = "0.5",
        ["Analysis__GuidanceLowestLevel"] = "0",
        // No process lives long enough to gain from what the compiler would learn by counting calls, or do again for what is called often.
        ["DOTNET_TieredPGO"] = "0",
        [CallCounting] = "0",
        ["Stations__BatchSize"] = "60",
        ["Satellite__BatchSize"] = "2",
        ["Cycle__Late__Stations"] = "Revise",
        ["Cycle__Late__Satellite"] = "Revise",
        // A source that is away while it is started again is not idle.
        ["Cycle__IdleTimeout"] = "-00:00:00.001",
    };

    /// <summary>
    /// Of the soak, whose processes may live for long. Batches of one: every record has the same place in the log then, at whatever pace its source is read.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Soak(TimeSpan interval) => new Dictionary<string, string>(Matrix)
    {
        [CallCounting] = "1",
        ["Stations__BatchSize"] = "1",
        ["Satellite__BatchSize"] = "1",
        ["Cycle__Interval"] = interval.ToString("c", CultureInfo.InvariantCulture),
    };
}
