using System.Globalization;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class DrawingTests
{
    // A field of 1.5 degrees on a map of 1240 x 620 pixels, from numbers to colours; the fastest of nine, least disturbed by what else the machine does.
    private const string Draw = """
        async projection => {
          const { paint, refine } = await import('./raster.js'), { temperature } = await import('./colour.js');
          const { viewOf, home } = await import('./camera.js');
          const rows = 120, columns = 240, [width, height] = [1240, 620];
          const latitudes = Float32Array.from({ length: rows }, (_, i) => -89.25 + 1.5 * i);
          const longitudes = Float32Array.from({ length: columns }, (_, i) => 1.5 * i);
          const values = Float32Array.from({ length: rows * columns }, (_, i) => 280 + 20 * Math.sin(i / 777) + 5 * Math.cos(i % columns / 9));
          const view = viewOf(home(projection), width, height), times = [];
          let image;
          for (let i = 0; i < 9; i++) {
            const start = performance.now();
            image = paint(view.sample(refine({ rows, columns, latitudes, longitudes, values })), width, height, temperature, 250, 310, 5);
            times.push(performance.now() - start);
          }
          let opaque = 0;
          for (let i = 3; i < image.data.length; i += 4) opaque += image.data[i] === 255;
          return [Math.min(...times), opaque, view.radius ? Math.PI * view.radius ** 2 : width * height];
        }
        """;

    [Theory]
    [InlineData("flat")]
    [InlineData("globe")]
    public async Task A_field_fills_its_projection(string projection)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);

        var found = await page.EvaluateAsync<double[]>(Draw, projection);

        await Browser.FigureAsync(
            $"drawing-{projection}", string.Create(CultureInfo.InvariantCulture, $"120 x 240 values drawn as {projection} in {found[0]:F0} ms."));
        Assert.Equal(1, found[1] / found[2], 0.01);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task First_view_comes_by_itself()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 8).Select(n => SyntheticAnalysis.Make(n, stations: 1200))]);

        // Each page has a profile of its own, hence nothing in its cache. A browser is busy with itself for seconds after its start.
        await using var browser = await Browser.StartAsync();
        var views = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            views.Add(await FirstViewAsync(browser, publisher.Client.BaseAddress!));
        }

        var later = views.Skip(1).Order().ToArray();
        await Browser.FigureAsync("first-view", string.Create(
            CultureInfo.InvariantCulture,
            $"First view after {views[0]:F0} ms where publisher and browser have just started, {later[0]:F0} ms at best and {later[later.Length / 2]:F0} ms in the median of seven later ones, the browser being at work."));
    }

    /// <summary>Milliseconds from the address to the first map.</summary>
    private static async Task<double> FirstViewAsync(Browser browser, Uri address)
    {
        var page = await browser.OpenAsync(address);
        await page.ShowsAsync("19870113T0000Z");
        await page.WaitForFunctionAsync("() => performance.getEntriesByName('shown').length > 0");
        var shown = Assert.Single(await page.EvaluateAsync<double[]>("performance.getEntriesByName('shown').map(mark => mark.startTime)"));
        await page.CloseAsync();
        return shown;
    }
}
