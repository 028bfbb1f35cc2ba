using Microsoft.Playwright;
using Slams.Core.Grids;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class MapPageTests
{
    [Fact]
    public async Task Page_waits_for_the_first_analysis_and_then_follows_the_newest_by_itself()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);

        await page.WaitForSelectorAsync("body[data-state=empty]");
        await Browser.PictureAsync(page, "empty");
        Assert.True(await page.Locator("#empty").IsVisibleAsync());

        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await page.ShowsAsync("19870111T0600Z");
        Assert.False(await page.Locator("#empty").IsVisibleAsync());

        await publisher.PublishAsync(SyntheticAnalysis.Make(1));
        await page.ShowsAsync("19870111T1200Z");
        Assert.Contains("12:00 UTC", await page.Locator("#title").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Live", await page.Locator("#live").InnerTextAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Level_field_and_stations_can_be_chosen_and_change_the_picture()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 3).Select(n => SyntheticAnalysis.Make(n, stations: 1200))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T1800Z");
        var pictures = new HashSet<string> { await page.PixelsAsync("#field") };
        await Browser.PictureAsync(page, "mean");

        await page.GetByLabel("30", new() { Exact = true }).CheckAsync();
        await page.WaitForSelectorAsync("#map[data-level='3000']");
        Assert.True(pictures.Add(await page.PixelsAsync("#field")), "another level, another picture");

        await page.GetByLabel("Spread").CheckAsync();
        await page.ShowsFieldAsync("spread");
        Assert.True(pictures.Add(await page.PixelsAsync("#field")), "another field, another picture");
        Assert.Contains("Spread, K", await page.Locator("#fieldLegend").InnerTextAsync(), StringComparison.Ordinal);

        var withDepartures = await page.PixelsAsync("#overlay");
        await page.GetByLabel("Use").CheckAsync();
        await page.GetByText("rejected (60)").WaitForAsync();
        Assert.NotEqual(withDepartures, await page.PixelsAsync("#overlay"));
        await Browser.PictureAsync(page, "spread");

        var withUse = await page.PixelsAsync("#overlay");
        await page.GetByLabel("Off", new() { Exact = true }).CheckAsync();
        await page.AddressHasAsync("stations=off");
        Assert.NotEqual(withUse, await page.PixelsAsync("#overlay"));
        await page.Locator("input[name=stations][value=departure]").CheckAsync();
        await page.AddressHasAsync("stations=departure");
        Assert.Equal(withDepartures, await page.PixelsAsync("#overlay"));
        Assert.Contains("observation minus analysis", await page.Locator("#stationLegend").InnerTextAsync(), StringComparison.Ordinal);

        // As with an address that somebody has passed on, in a page that is open.
        await page.EvaluateAsync("location.hash = '#level=500&field=mean&stations=flag&cycle=19870111T0600Z'");
        await page.ShowsAsync("19870111T0600Z");
        await page.WaitForSelectorAsync("#map[data-level='50000'][data-statistic=mean]");
        Assert.True(await page.GetByLabel("Use").IsCheckedAsync());
        Assert.False(await page.GetByLabel("Follow newest").IsCheckedAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_link_leads_to_the_file_of_the_cycle_shown()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, "#cycle=19870111T0600Z"));
        await page.ShowsAsync("19870111T0600Z");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("netCDF of this cycle").ClickAsync());

        Assert.Equal("analysis_19870111T0600Z.nc", download.SuggestedFilename);
        Assert.Empty(browser.Errors);
    }

    [Theory]
    [InlineData("its metadata", "/api/v1/cycles/19870111T0600Z")]
    [InlineData("all cycles", "/api/v1/cycles")]
    public async Task Links_lead_to_what_the_service_tells_programs(string link, string path)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, "#cycle=19870111T0600Z"));
        await page.ShowsAsync("19870111T0600Z");

        await page.GetByText(link).ClickAsync();

        // What Playwright has for addresses waits for the load of their page besides, and for ever where that came before.
        await page.WaitForFunctionAsync("path => location.pathname === path", path);
    }

    [Fact]
    public async Task An_earlier_cycle_stays_until_the_newest_is_followed_again()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T1200Z");

        await page.GetByLabel("Earlier cycle").ClickAsync();
        await page.ShowsAsync("19870111T0600Z");
        await publisher.PublishAsync(SyntheticAnalysis.Make(2));
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#cycle option').length === 3");
        Assert.Equal("19870111T0600Z", await page.Locator("#map").GetAttributeAsync("data-cycle"));
        // The page writes its address a moment after what it shows.
        await page.AddressHasAsync("cycle=19870111T0600Z");

        await page.ReloadAsync();
        await page.ShowsAsync("19870111T0600Z");
        await page.GetByLabel("Follow newest").CheckAsync();
        await page.ShowsAsync("19870111T1800Z");

        await page.GetByLabel("Follow newest").UncheckAsync();
        await page.AddressHasAsync("cycle=19870111T1800Z");
        await publisher.PublishAsync(SyntheticAnalysis.Make(3));
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#cycle option').length === 4");
        Assert.Equal("19870111T1800Z", await page.Locator("#map").GetAttributeAsync("data-cycle"));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Keyboard_reads_values_and_a_revision_of_the_cycle_shown_is_shown()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T0600Z");

        await page.Locator("#map").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        var reading = await page.Locator("#readout").InnerTextAsync();
        Assert.Contains(" K", reading, StringComparison.Ordinal);
        Assert.Contains("2.5° N, 10.0° W", reading, StringComparison.Ordinal);

        await publisher.PublishAsync(SyntheticAnalysis.Make(0, revision: 1));
        await page.GetByText("revision 1").WaitForAsync();
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Phone_width_has_no_sideways_scroll()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0, stations: 1200));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!, width: 360, height: 740, ColorScheme.Dark);
        await page.ShowsAsync("19870111T0600Z");

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await Browser.PictureAsync(page, "phone");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_cycle_with_counts_alone_has_facts_and_no_field()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0) with { Grid = StateGrid.WithoutFields, MeanK = [], SpreadK = [], Departures = [] });
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, "#point=11,48"));
        await page.ShowsAsync("19870111T0600Z");

        Assert.Contains("Counts alone", await page.Locator("#empty").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("09:00", await page.Locator("#facts").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await page.Locator("#error").IsVisibleAsync());
    }

    [Fact]
    public async Task A_cycle_that_could_not_be_analysed_says_why()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var failed = SyntheticAnalysis.Make(1);
        Array.Fill(failed.MeanK, float.NaN);
        Array.Fill(failed.SpreadK, float.NaN);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), failed with { Failure = "The sampler diverged." });
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T1200Z");

        Assert.Contains("The sampler diverged.", await page.Locator("#empty").InnerTextAsync(), StringComparison.Ordinal);
        await Browser.PictureAsync(page, "failed");
        await page.GetByLabel("Earlier cycle").ClickAsync();
        await page.ShowsAsync("19870111T0600Z");
        Assert.False(await page.Locator("#empty").IsVisibleAsync());
        Assert.Empty(browser.Errors);
    }
}
