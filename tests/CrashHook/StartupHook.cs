using System.Diagnostics;
using Slams.CrashHook;

/// <summary>
/// Loaded into a worker before its own code, by DOTNET_STARTUP_HOOKS: kills the process, as <c>kill -9</c> does, where
/// SLAMS_CRASH_AT says. The runtime asks for a class of this name without a namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("SLAMS_CRASH_AT") is not { Length: > 0 } at)
        {
            return;
        }

        var place = CrashPlace.Parse(at);
        var passed = 0;
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Slams.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = span => Pass(span, stopped: false),
            ActivityStopped = span => Pass(span, stopped: true),
        });

        void Pass(Activity span, bool stopped)
        {
            if (stopped == place.AtStop && place.Matches(span) && Interlocked.Increment(ref passed) == place.Time)
            {
                Process.GetCurrentProcess().Kill();
                // The signal comes when it comes: nothing may be done meanwhile on this way.
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
