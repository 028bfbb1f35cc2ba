using Slams.CrashMatrix;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Crashes;

/// <summary>The short form of the crash matrix; tests/CrashMatrix runs the whole.</summary>
[Collection(LongestFirst.Crashes)]
public sealed class CrashMatrixTests(Matrix matrix) : IClassFixture<Matrix>
{
    public static TheoryData<string, string> Short => [.. from log in new[] { "sqlite", "kafka" } from point in CrashPoints.Short select (log, point)];

    [Theory]
    [MemberData(nameof(Short))]
    public async Task Killed_there_and_started_again_the_service_leaves_what_an_unbroken_run_leaves(string log, string point) =>
        Same(await matrix.RunAsync(new OneProcess(), log, CrashPoints.Named(point), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_worker_of_its_own_is_killed_while_the_others_go_on() =>
        Same(await matrix.RunAsync(new SeparateProcesses(), "sqlite", CrashPoints.Named("cycle.outputs"), TestContext.Current.CancellationToken));

    private static void Same(MatrixRow row)
    {
        Assert.True(row.IsGood, row.ToString());
        Assert.Equal(1, row.Restarts);
    }
}
