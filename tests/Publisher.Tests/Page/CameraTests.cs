using Microsoft.Playwright;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class CameraTests
{
    /// <summary>Whether the view of the page's address has its middle at a place in words, as the tooltip has them.</summary>
    private const string HasInItsMiddle = """
        words => Promise.all([import('./camera.js'), import('./address.js')]).then(([{ viewOf }, { read }]) => {
          const { clientWidth: width, clientHeight: height } = document.querySelector('#map');
          const middle = viewOf(read().camera, width, height).inverse(width / 2, height / 2);
          const wanted = words.split(', ').map(degrees => parseFloat(degrees) * (/[SW]/.test(degrees) ? -1 : 1));
          return middle.every((degrees, i) => Math.abs(degrees - wanted[i]) < 0.2);
        })
        """;

    [Fact]
    public async Task Globe_turns_under_the_pointer_and_a_link_to_the_view_shows_it_again()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0, stations: 1200));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T0600Z");
        var pictures = new HashSet<string> { await page.PixelsAsync("#field") };

        await page.GetByLabel("Globe").CheckAsync();
        await page.AddressHasAsync("projection=globe");
        Assert.True(pictures.Add(await page.PixelsAsync("#field")), "another projection, another picture");
        await Browser.PictureAsync(page, "globe");

        await DragAsync(page, 150, 60);
        // The address is written when the view rests for a moment, which between slow movements it does as well.
        await page.WaitForFunctionAsync(HasInItsMiddle, await MiddleAsync(page));
        var turned = await page.EvaluateAsync<string>("location.hash");
        Assert.True(pictures.Add(await page.PixelsAsync("#field")), "turned, another picture");

        var again = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, turned));
        await again.ShowsAsync("19870111T0600Z");
        Assert.True(await again.GetByLabel("Globe").IsCheckedAsync());
        Assert.Equal(await MiddleAsync(page), await MiddleAsync(again));

        await again.GetByLabel("Flat").CheckAsync();
        await again.WaitForSelectorAsync("#map[data-projection=flat]");
        await again.WaitForFunctionAsync("() => !location.hash.includes('projection')");
        Assert.True(pictures.Add(await again.PixelsAsync("#field")), "flat again, another picture");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Wheel_zooms_where_the_pointer_is_and_dragging_moves_the_map_by_as_much()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T0600Z");

        var before = await UnderPointerAsync(page, 300, 150);
        await page.Mouse.WheelAsync(0, -800);
        await page.WaitForSelectorAsync("#map[data-zoomed=true]");
        Assert.Equal(before, await UnderPointerAsync(page, 300, 150));

        await DragAsync(page, 80, 40, 300, 150);
        Assert.Equal(before, await UnderPointerAsync(page, 380, 190));
        await Browser.PictureAsync(page, "zoomed");

        await page.GetByLabel("Whole world").ClickAsync();
        await page.WaitForSelectorAsync("#map[data-zoomed=false]");
        await page.GetByLabel("Zoom in").ClickAsync();
        await page.AddressHasAsync("1.50");
        await page.GetByLabel("Zoom out").ClickAsync();
        await page.WaitForSelectorAsync("#map[data-zoomed=false]");
        await page.GetByLabel("Zoom in").ClickAsync();
        await page.WaitForSelectorAsync("#map[data-zoomed=true]");
        await page.Locator("#map").FocusAsync();
        await page.Keyboard.PressAsync("0");
        await page.WaitForSelectorAsync("#map[data-zoomed=false]");
        await page.Keyboard.PressAsync("+");
        await page.AddressHasAsync("1.50");
        await page.Keyboard.PressAsync("-");
        await page.WaitForSelectorAsync("#map[data-zoomed=false]");
        Assert.Empty(browser.Errors);
    }

    private static async Task DragAsync(IPage page, int dx, int dy, int fromX = 500, int fromY = 300)
    {
        var box = (await page.Locator("#map").BoundingBoxAsync())!;
        var (left, top) = (MathF.Round(box.X + fromX), MathF.Round(box.Y + fromY));
        await page.Mouse.MoveAsync(left, top);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(left + dx, top + dy, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    /// <summary>Position that the tooltip tells.</summary>
    private static async Task<string> UnderPointerAsync(IPage page, int x, int y)
    {
        var box = (await page.Locator("#map").BoundingBoxAsync())!;
        // Whole pixels: a wheel tells no others.
        var (left, top) = (MathF.Round(box.X + x), MathF.Round(box.Y + y));
        await page.Mouse.MoveAsync(left + 3, top);
        await page.Mouse.MoveAsync(left, top);
        return (await page.Locator("#tooltip").InnerTextAsync()).Split('\n')[1];
    }

    private static async Task<string> MiddleAsync(IPage page)
    {
        var box = (await page.Locator("#map").BoundingBoxAsync())!;
        return await UnderPointerAsync(page, (int)(box.Width / 2), (int)(box.Height / 2));
    }
}
