using Slams.Publisher.Catalogue;
using Slams.Publisher.Files;

namespace Slams.Publisher.Api;

/// <summary>Finds the cycle a request names: a key such as <c>19870111T0600Z</c>, or <c>latest</c>.</summary>
internal static class CycleLookup
{
    public const string Latest = "latest";

    public static IResult With(AnalysisStore store, string cycle, Func<CycleSummary, IResult> answer)
    {
        if (cycle == Latest)
        {
            return store.Latest is { } latest ? answer(latest) : Problems.NotFound("No analysis has been published yet.");
        }

        if (CycleKeys.TimeOf(cycle) is null)
        {
            return Problems.BadRequest("A cycle is named by its time, for example 19870111T0600Z, or 'latest'.");
        }

        if (store.Find(cycle) is { } summary)
        {
            return answer(summary);
        }

        return store.IsRemoved(cycle)
            ? Problems.Gone($"Cycles as old as {cycle} are no longer kept.")
            : Problems.NotFound($"The cycle {cycle} is not known.");
    }
}
