using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class NetworkCutTests
{
    [Fact]
    public async Task What_has_been_loaded_stays_usable_and_the_rest_is_refused_in_words()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 3).Select(n => SyntheticAnalysis.Make(n))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T1800Z");
        await page.GetByLabel("Earlier cycle").ClickAsync();
        await page.ShowsAsync("19870111T1200Z");
        await page.GetByLabel("Spread").CheckAsync();
        await page.ShowsFieldAsync("spread");
        Assert.Empty(browser.Errors);

        await publisher.StopAsync();
        await page.GetByText("No connection to the service.").WaitForAsync();

        await page.GetByLabel("Mean").CheckAsync();
        await page.ShowsFieldAsync("mean");
        await page.GetByLabel("Later cycle").ClickAsync();
        await page.ShowsAsync("19870111T1800Z");
        await page.GetByLabel("Globe").CheckAsync();
        await page.AddressHasAsync("projection=globe");
        var shown = await page.PixelsAsync("#field");
        await Browser.PictureAsync(page, "cut-off");

        await page.GetByLabel("500", new() { Exact = true }).ClickAsync();
        await page.GetByText("This could not be loaded: there is no connection to the service.").WaitForAsync();
        Assert.True(await page.GetByLabel("850", new() { Exact = true }).IsCheckedAsync());
        Assert.Equal(shown, await page.PixelsAsync("#field"));
        // The browser itself notes each request that found nobody.
        Assert.DoesNotContain(browser.Errors, error => !error.Contains("net::ERR_", StringComparison.Ordinal));
    }
}
