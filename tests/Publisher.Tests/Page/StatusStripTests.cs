using Microsoft.Extensions.Time.Testing;
using Slams.Publisher.Tests.Api;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class StatusStripTests
{
    [Fact]
    public async Task Strip_tells_of_the_last_analysis_and_an_alarm_when_the_next_is_overdue()
    {
        var clock = new FakeTimeProvider(SyntheticAnalysis.CycleAt(1).WindowEnd + TimeSpan.FromHours(1));
        await using var publisher = await StatusTests.StartAsync(clock, 2);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T1200Z");

        var strip = page.Locator("#status");
        await strip.GetByText("published 20 min ago").WaitForAsync();
        var text = await strip.InnerTextAsync();
        Assert.Contains("11 Jan 1987, 12:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("40 min", text, StringComparison.Ordinal);
        Assert.Contains("6 withheld", text, StringComparison.Ordinal);
        Assert.Contains("5.1 % of 59", text, StringComparison.Ordinal);
        Assert.Contains("by 23:10 UTC", text, StringComparison.Ordinal);
        var facts = await strip.TextContentAsync();
        Assert.Contains("Observations used50 6 withheld", facts, StringComparison.Ordinal);
        Assert.Contains("Lag0 analyses still to be published", facts, StringComparison.Ordinal);
        Assert.False(await page.Locator("#alarm").IsVisibleAsync());

        clock.Advance(TimeSpan.FromHours(10));
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.EndsWith("/api/v1/status", StringComparison.Ordinal) ? 1 : 0;
        await page.ReloadAsync();
        await page.GetByText("The next analysis is overdue: it was expected by 11 Jan 1987, 23:10 UTC").WaitForAsync();
        await page.Locator("#live[data-live=open]").WaitForAsync();
        Assert.Equal(1, asked);
        await Browser.PictureAsync(page, "overdue");
        Assert.Empty(browser.Errors);
    }
}
