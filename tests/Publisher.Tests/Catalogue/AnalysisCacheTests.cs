using Slams.Publisher.Catalogue;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Catalogue;

public sealed class AnalysisCacheTests
{
    private static readonly Slams.Core.Analyses.Analysis Any = SyntheticAnalysis.Make(0, stations: 0);

    [Fact]
    public void The_one_unused_for_longest_goes()
    {
        var cache = With("one", "two");
        _ = cache.Find("one");

        cache.Put("three", Any);

        Assert.Equal(["one", "three"], Held(cache));
    }

    [Fact]
    public void What_is_read_in_passing_takes_a_free_place_and_no_other_and_goes_first()
    {
        var cache = With("one");
        cache.Put("passing", Any, inPassing: true);
        cache.Put("no room", Any, inPassing: true);
        Assert.Equal(["one", "passing"], Held(cache));

        _ = cache.Find("passing", inPassing: true);
        cache.Put("two", Any);

        Assert.Equal(["one", "two"], Held(cache));
    }

    private static AnalysisCache With(params string[] keys)
    {
        var cache = new AnalysisCache(2);
        foreach (var key in keys)
        {
            cache.Put(key, Any);
        }

        return cache;
    }

    private static IEnumerable<string> Held(AnalysisCache cache) =>
        new[] { "no room", "one", "passing", "three", "two" }.Where(key => cache.Find(key, inPassing: true) is not null);
}
