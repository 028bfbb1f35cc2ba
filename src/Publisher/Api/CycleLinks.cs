namespace Slams.Publisher.Api;

/// <summary>Where to go from a cycle; relative to the root of the service.</summary>
internal sealed record CycleLinks(string Self, string File, string Field, string Stations, string Increment, string Revisions)
{
    public static CycleLinks Of(string cycleKey)
    {
        var self = $"api/v1/cycles/{cycleKey}";
        return new CycleLinks(self, $"{self}/file", $"{self}/field{{?level,statistic,format}}", $"{self}/stations",
            $"{self}/increment{{?from,level,statistic,format}}", $"{self}/revisions");
    }
}
