using Xunit.Sdk;
using Xunit.v3;

namespace Slams.EndToEnd.Tests.Support;

/// <summary>
/// Collections in the order that keeps two threads at work to the end: those without a name of their own, which are most of the tests, then the named ones, the
/// longest first.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>Alerts take their time.</summary>
    public const string Alerts = "alerts";

    /// <summary>Points of the crash matrix.</summary>
    public const string Crashes = "crashes";

    /// <summary>Instances that take over from others.</summary>
    public const string Takeovers = "takeovers";

    private static readonly string[] Named = [Alerts, Crashes, Takeovers];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.IndexOf(Named, collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];
}
