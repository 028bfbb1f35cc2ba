using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class TimelineTests
{
    [Fact]
    public async Task Slider_goes_to_any_cycle_and_says_which()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 4).Select(n => SyntheticAnalysis.Make(n))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870112T0000Z");
        var slider = page.GetByRole(Microsoft.Playwright.AriaRole.Slider);

        await slider.PressAsync("Home");
        await page.ShowsAsync("19870111T0600Z");
        Assert.Equal("11 Jan 1987, 06:00 UTC", await slider.GetAttributeAsync("aria-valuetext"));
        Assert.False(await page.GetByLabel("Follow newest").IsCheckedAsync());
        Assert.True(await page.GetByLabel("Earlier cycle").IsDisabledAsync());

        await slider.PressAsync("ArrowRight");
        await page.ShowsAsync("19870111T1200Z");
        await page.GetByLabel("Later cycle").ClickAsync();
        await page.ShowsAsync("19870111T1800Z");
        await slider.PressAsync("End");
        await page.ShowsAsync("19870112T0000Z");
        Assert.True(await page.GetByLabel("Follow newest").IsCheckedAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Play_shows_every_cycle_in_turn_and_ends_at_the_newest()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 5).Select(n => SyntheticAnalysis.Make(n))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870112T0600Z");
        await page.EvaluateAsync("""
            () => {
              window.seen = [];
              const map = document.querySelector('#map');
              new MutationObserver(() => window.seen.at(-1) === map.dataset.cycle || window.seen.push(map.dataset.cycle))
                .observe(map, { attributes: true, attributeFilter: ['data-cycle'] });
            }
            """);

        await page.GetByLabel("Play").ClickAsync();
        await page.GetByLabel("Pause").WaitForAsync();
        await page.WaitForFunctionAsync("() => window.seen.length === 5");
        await page.GetByLabel("Play").WaitForAsync();

        Assert.Equal(
            ["19870111T0600Z", "19870111T1200Z", "19870111T1800Z", "19870112T0000Z", "19870112T0600Z"],
            await page.EvaluateAsync<string[]>("() => window.seen"));
        Assert.True(await page.GetByLabel("Follow newest").IsCheckedAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Pause_stays_where_it_is()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 24).Select(n => SyntheticAnalysis.Make(n))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870117T0000Z");

        await page.GetByLabel("Play").ClickAsync();
        await page.WaitForSelectorAsync("#map:not([data-cycle='19870117T0000Z'])");
        await page.GetByLabel("Pause").ClickAsync();
        await page.GetByLabel("Play").WaitForAsync();

        Assert.False(await page.GetByLabel("Follow newest").IsCheckedAsync());
        var shown = await page.Locator("#cycle").InputValueAsync();
        Assert.NotEqual("19870117T0000Z", shown);
        await page.AddressHasAsync($"cycle={shown}");
        Assert.Empty(browser.Errors);
    }
}
