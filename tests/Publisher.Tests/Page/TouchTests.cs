using Microsoft.Playwright;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

/// <summary>Fingers on the map, as Chromium's own input has them: what it makes of them (scrolling, taps, cancelled pointers) is part of what is tested.</summary>
public sealed class TouchTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(0.6, 0.8)]
    public async Task Two_fingers_zoom_in_and_out_and_what_is_between_them_stays(double east, double south)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!, touch: true);
        await page.ShowsAsync("19870111T0600Z");
        var fingers = await Fingers.OnMapAsync(page);
        var (x, y) = (500.0, 260.0);
        var before = await fingers.PlaceAsync(x, y);

        // From 40 to 120 pixels on either side of the middle: three times as large.
        await fingers.PinchAsync(x, y, east, south, 40, 120);

        await fingers.ShowAsync(3, before, x, y);
        // No tap was seen in it.
        Assert.DoesNotContain("point=", await page.EvaluateAsync<string>("location.hash"), StringComparison.Ordinal);

        await fingers.PinchAsync(x, y, east, south, 120, 60);
        await fingers.ShowAsync(1.5, before, x, y);

        // The page has not moved, nor been zoomed itself.
        var moved = await page.EvaluateAsync<double[]>("[scrollY, visualViewport.scale]");
        Assert.Equal([0, 1], moved);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Two_fingers_together_move_the_map_and_one_that_is_lifted_leaves_the_other_dragging()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, "#projection=globe"), touch: true);
        await page.ShowsAsync("19870111T0600Z");
        var fingers = await Fingers.OnMapAsync(page);
        await fingers.PinchAsync(640, 300, 1, 0, 40, 80);
        await page.AddressHasAsync("2.00");

        var before = await fingers.PlaceAsync(640, 300);
        await fingers.TouchAsync("touchStart", (600, 300), (680, 300));
        await fingers.TouchAsync("touchMove", (620, 310), (700, 310));
        await fingers.TouchAsync("touchMove", (640, 320), (720, 320));
        await fingers.TouchAsync("touchEnd", (640, 320));
        await fingers.TouchAsync("touchMove", (660, 330));
        await fingers.TouchAsync("touchEnd");

        await fingers.ShowAsync(2, before, 700, 330);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_tap_chooses_the_place_and_its_tooltip_stays_to_be_read()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!, width: 390, height: 844, touch: true);
        await page.ShowsAsync("19870111T0600Z");
        var fingers = await Fingers.OnMapAsync(page);

        await fingers.TouchAsync("touchStart", (120, 90));
        await fingers.TouchAsync("touchEnd");

        await page.AddressHasAsync("point=");
        Assert.Contains("K", await page.Locator("#tooltip").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator("#tooltip").IsVisibleAsync());
        Assert.Empty(browser.Errors);
    }

    /// <summary>Fingers by their places on the map, in CSS pixels from its corner.</summary>
    private sealed class Fingers(IPage page, ICDPSession chromium, double left, double top)
    {
        public static async Task<Fingers> OnMapAsync(IPage page)
        {
            await page.Locator("#map").ScrollIntoViewIfNeededAsync();
            var box = (await page.Locator("#map").BoundingBoxAsync())!;
            return new Fingers(page, await page.Context.NewCDPSessionAsync(page), box.X, box.Y);
        }

        /// <summary>Moves two fingers apart or together along a direction, in steps as a hand does.</summary>
        public async Task PinchAsync(double x, double y, double east, double south, double from, double to)
        {
            await TouchAsync("touchStart", (x - (east * from), y - (south * from)));
            await TouchAsync("touchStart", At(from));
            for (var step = 1; step <= 10; step++)
            {
                await TouchAsync("touchMove", At(from + ((to - from) * step / 10)));
            }

            await TouchAsync("touchEnd");

            (double, double)[] At(double reach) => [(x - (east * reach), y - (south * reach)), (x + (east * reach), y + (south * reach))];
        }

        public Task TouchAsync(string type, params (double X, double Y)[] points) => chromium.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = points.Select((point, id) => new Dictionary<string, object> { ["x"] = left + point.X, ["y"] = top + point.Y, ["id"] = id }).ToArray(),
        });

        /// <summary>Waits until the view of the page's address has a zoom and a place, within half a degree, where it belongs.</summary>
        public Task ShowAsync(double zoom, double[] place, double x, double y) => page.WaitForFunctionAsync(
            Script + """
            .then(([camera, at]) => Math.abs(camera.zoom - zoom) < 0.05 && at.every((degrees, i) => Math.abs(degrees - place[i]) < 0.5))
            """,
            new Dictionary<string, object> { ["zoom"] = zoom, ["place"] = place, ["x"] = x, ["y"] = y });

        /// <summary>Latitude and longitude under a place of the map, by the view of the page's address.</summary>
        public Task<double[]> PlaceAsync(double x, double y) =>
            page.EvaluateAsync<double[]>(Script + ".then(([, at]) => at)", new Dictionary<string, object> { ["x"] = x, ["y"] = y });

        private const string Script = """
            ({ zoom, place, x, y }) => Promise.all([import('./camera.js'), import('./address.js')]).then(([{ viewOf }, { read }]) => {
              const map = document.querySelector('#map'), { camera } = read();
              return [camera, viewOf(camera, map.clientWidth, map.clientHeight).inverse(x, y)];
            })
            """;
    }
}
