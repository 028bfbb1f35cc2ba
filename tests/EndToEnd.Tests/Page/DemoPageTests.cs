using Microsoft.Playwright;
using Slams.EndToEnd.Tests.Support;
using Slams.Publisher.Tests.Support;

namespace Slams.EndToEnd.Tests.Page;

public sealed class DemoPageTests
{
    [Fact]
    public async Task The_page_of_a_running_demo_switches_levels_and_follows_the_newest_cycle()
    {
        using var folder = new ScratchFolder();
        await using var browser = await Browser.StartAsync();
        var output = folder.Folder("out");
        var port = Ports.Free();
        await using var demo = Worker.Slams(folder, "demo", "--out", output, "--members", "2", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await demo.WaitForFilesAsync(output, Analyses.Pattern, 1);

        var page = await browser.OpenAsync(new Uri($"http://127.0.0.1:{port}/"));
        await page.WaitForSelectorAsync("body[data-state=ready]");
        var first = await CycleAsync(page);
        var before = await PixelsAsync(page);
        await page.GetByLabel("30", new() { Exact = true }).CheckAsync();
        await page.WaitForSelectorAsync("#map[data-level='3000']");

        Assert.NotEqual(before, await PixelsAsync(page));
        await page.WaitForFunctionAsync("first => document.querySelector('#map').dataset.cycle > first", first, new() { Timeout = 120_000 });
        Assert.Contains($"analysis_{await CycleAsync(page)}.nc", Analyses.Names(output));

        // The demo's model gives the climatology beside the profile.
        await page.Locator("#map").ClickAsync();
        await page.GetByText("than normal").WaitForAsync();
        Assert.Empty(browser.Errors);
    }

    private static async Task<string> CycleAsync(IPage page) => (await page.Locator("#map").GetAttributeAsync("data-cycle"))!;

    private static Task<string> PixelsAsync(IPage page) => page.EvaluateAsync<string>("document.querySelector('#field').toDataURL()");
}
