using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class StatusTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(40);

    [Fact]
    public async Task Before_the_first_analysis_nothing_is_due()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        var status = await StatusAsync(publisher);

        Assert.Equal(JsonValueKind.Null, status.GetProperty("latest").ValueKind);
        Assert.Equal(JsonValueKind.Null, status.GetProperty("expectedBy").ValueKind);
        Assert.False(status.GetProperty("overdue").GetBoolean());
    }

    [Fact]
    public async Task Delay_and_observations_are_those_of_the_newest_analysis()
    {
        var clock = new FakeTimeProvider(SyntheticAnalysis.CycleAt(1).WindowEnd + Delay);
        await using var publisher = await StartAsync(clock, 2);

        var status = await StatusAsync(publisher);

        var latest = status.GetProperty("latest");
        Assert.Equal("19870111T1200Z", latest.GetProperty("cycle").GetString());
        Assert.Equal(Delay.TotalSeconds, latest.GetProperty("delaySeconds").GetDouble(), 1e-3);
        Assert.Equal(50, latest.GetProperty("usedObservations").GetInt64());
        Assert.Equal(6, latest.GetProperty("withheldObservations").GetInt64());
        Assert.Equal(3, latest.GetProperty("rejectedObservations").GetInt64());
        Assert.True(status.GetProperty("active").GetBoolean());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("problem").ValueKind);
    }

    [Fact]
    public async Task Overdue_is_what_does_not_come_within_the_interval_its_usual_delay_and_a_quarter_of_the_interval()
    {
        var clock = new FakeTimeProvider(SyntheticAnalysis.CycleAt(1).WindowEnd + Delay);
        await using var publisher = await StartAsync(clock, 2);
        var due = SyntheticAnalysis.CycleAt(2).WindowEnd + Delay + TimeSpan.FromHours(1.5);

        clock.SetUtcNow(due - TimeSpan.FromSeconds(1));
        var before = await StatusAsync(publisher);
        clock.SetUtcNow(due + TimeSpan.FromSeconds(1));
        var after = await StatusAsync(publisher);

        Assert.Equal(due, before.GetProperty("expectedBy").GetDateTimeOffset());
        Assert.False(before.GetProperty("overdue").GetBoolean());
        Assert.True(after.GetProperty("overdue").GetBoolean());
    }

    [Fact]
    public async Task Nobody_waits_for_the_next_analysis_of_a_time_long_past()
    {
        // Files of 1987 written today.
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));

        var status = await StatusAsync(publisher);

        Assert.Equal(JsonValueKind.Null, status.GetProperty("expectedBy").ValueKind);
        Assert.False(status.GetProperty("overdue").GetBoolean());
    }

    /// <summary>A publisher whose analyses came in time.</summary>
    internal static async Task<RunningPublisher> StartAsync(FakeTimeProvider clock, int cycles)
    {
        var publisher = await RunningPublisher.StartAsync(services: services => services.AddSingleton<TimeProvider>(clock));
        var folder = publisher.Services.GetRequiredService<OutputFolder>();
        for (var number = 0; number < cycles; number++)
        {
            var analysis = SyntheticAnalysis.Make(number);
            await publisher.PublishAsync(analysis);
            var file = folder.Analyses.PathOf(analysis.Cycle, analysis.Provenance.RunId);
            File.SetLastWriteTimeUtc(file, (analysis.Cycle.WindowEnd + Delay).UtcDateTime);
        }

        return publisher;
    }

    private static Task<JsonElement> StatusAsync(RunningPublisher publisher) =>
        publisher.Client.GetFromJsonAsync<JsonElement>("api/v1/status", TestContext.Current.CancellationToken);
}
