using System.Globalization;
using Microsoft.Playwright;
using Slams.Core.Analyses;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class PointTests
{
    [Fact]
    public async Task Click_shows_profile_and_series_of_the_place_and_a_link_shows_them_again()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 5).Select(n => SyntheticAnalysis.Make(n))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870112T0600Z");

        await page.Locator("#map").ClickAsync(new() { Position = new() { X = 700, Y = 150 } });
        await page.AddressHasAsync("point=");
        await page.Locator("#point .tables table").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Browser.PictureAsync(page, "point");

        var hash = await page.EvaluateAsync<string>("location.hash");
        var place = hash.Split("point=")[1].Split('&')[0].Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var profile = await TableAsync(page, 0);
        var series = await TableAsync(page, 1);
        Assert.Equal(["30 hPa", "100 hPa", "200 hPa", "300 hPa", "500 hPa", "700 hPa", "850 hPa", "925 hPa"], profile.Select(row => row[0]));
        Assert.Equal(5, series.Count);
        var newest = SyntheticAnalysis.Make(4);
        for (var level = 0; level < 8; level++)
        {
            // The link has hundredths of a degree, the page what was clicked on.
            Assert.Equal(At(newest, newest.MeanK, level, place), Kelvin(profile[level][1]), 0.06);
            Assert.Equal(At(newest, newest.SpreadK, level, place), Kelvin(profile[level][2]), 0.006);
        }

        for (var cycle = 0; cycle < 5; cycle++)
        {
            var analysis = SyntheticAnalysis.Make(cycle);
            Assert.Equal(At(analysis, analysis.MeanK, 6, place), Kelvin(series[cycle][1]), 0.06);
        }

        Assert.All(profile, row => Assert.Equal(3, row.Count));
        var again = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, hash));
        await again.Locator("#point .tables table").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(await page.Locator("#point h2").InnerTextAsync(), await again.Locator("#point h2").InnerTextAsync());

        await page.GetByLabel("Close the point").ClickAsync();
        Assert.False(await page.Locator("#point").IsVisibleAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Enter_opens_the_panel_at_the_marker_beside_climatology_where_the_model_is_known_and_escape_closes_it()
    {
        using var model = new ScratchFolder();
        SyntheticClimatology.Write(model.Path, SyntheticAnalysis.Grid);
        await using var publisher = await RunningPublisher.StartAsync(options => options.ModelFolder = model.Path);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!, scheme: ColorScheme.Dark);
        await page.ShowsAsync("19870111T1200Z");

        await page.ReadOutAsync("Shift+ArrowUp", "Shift+ArrowRight", "Enter");
        await page.Locator("#point .tables table").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        Assert.Equal("10.0° N, 10.0° E", await page.Locator("#point h2").InnerTextAsync());
        var normal = SyntheticClimatology.Make(SyntheticAnalysis.Grid).Temperature(6).ValueAt(10, 10, SyntheticAnalysis.CycleAt(1).Time);
        var profile = await TableAsync(page, 0);
        Assert.Equal(normal, Kelvin(profile[6][3]), 0.06);
        Assert.Contains("than normal", await page.Locator("#point [data-part=summary]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.GetByText("climatology", new() { Exact = true }).First.IsVisibleAsync());
        await page.GetByText("Values as tables").ClickAsync();
        await Browser.PictureAsync(page, "point-climatology");

        await page.GetByLabel("100", new() { Exact = true }).CheckAsync();
        await page.GetByText("at 100 hPa").WaitForAsync();
        await page.Locator("#map").PressAsync("Escape");
        Assert.False(await page.Locator("#point").IsVisibleAsync());
        Assert.Empty(browser.Errors);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> TableAsync(IPage page, int number) =>
        await page.EvaluateAsync<string[][]>(
            "number => [...document.querySelectorAll('#point table')[number].tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent))", number);

    private static float At(Analysis analysis, float[] state, int level, double[] place)
    {
        var grid = analysis.Grid.Horizontal;
        return grid.Interpolate(place[1], place[0]).Apply(state.AsSpan(level * grid.CellCount, grid.CellCount));
    }

    private static double Kelvin(string text) => double.Parse(text.Replace(" K", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
