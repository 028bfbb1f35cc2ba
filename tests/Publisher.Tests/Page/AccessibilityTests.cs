using Deque.AxeCore.Playwright;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Slams.Publisher.Tests.Api;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class AccessibilityTests
{
    [Theory]
    [InlineData("", 1280, ColorScheme.Light)]
    [InlineData("#field=increment&stations=flag&projection=globe", 1280, ColorScheme.Dark)]
    [InlineData("#field=spread&point=11,48", 1280, ColorScheme.Dark)]
    [InlineData("#field=difference&point=11,48", 360, ColorScheme.Light)]
    public async Task Axe_finds_nothing_wrong_with_a_view(string view, int width, ColorScheme scheme)
    {
        using var model = new ScratchFolder();
        SyntheticClimatology.Write(model.Path, SyntheticAnalysis.Grid);
        await using var publisher = await RunningPublisher.StartAsync(options => options.ModelFolder = model.Path);
        await publisher.PublishAsync([.. Enumerable.Range(0, 3).Select(n => SyntheticAnalysis.Make(n))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, view), width, scheme: scheme);
        await page.ShowsAsync("19870111T1800Z");
        await page.Locator("#status dt").First.WaitForAsync();
        if (view.Contains("point", StringComparison.Ordinal))
        {
            await page.GetByText("Values as tables").ClickAsync();
        }

        await JudgeAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "no sideways scroll");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Axe_finds_nothing_wrong_before_the_first_analysis()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.WaitForSelectorAsync("body[data-state=empty]");
        await page.Locator("#status dt").First.WaitForAsync();

        await JudgeAsync(page);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_wrong_when_analyses_are_overdue_and_a_station_tells_of_itself(ColorScheme scheme)
    {
        await using var publisher = await StatusTests.StartAsync(new FakeTimeProvider(SyntheticAnalysis.CycleAt(1).WindowEnd + TimeSpan.FromHours(11)), 2);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, "#stations=flag"), scheme: scheme);
        await page.ShowsAsync("19870111T1200Z");
        await page.GetByText("The next analysis is overdue").WaitForAsync();
        await page.Locator("#map").HoverAsync();
        await page.Locator("#tooltip").WaitForAsync();

        await JudgeAsync(page);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_wrong_where_something_could_not_be_loaded(ColorScheme scheme)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!, scheme: scheme);
        await page.ShowsAsync("19870111T1200Z");
        await page.RouteAsync("**/field?**", route => route.FulfillAsync(new RouteFulfillOptions { Status = 500 }));
        await page.GetByLabel("Spread").ClickAsync();
        await page.Locator("#error").WaitForAsync();

        await JudgeAsync(page);
    }

    [Fact]
    public async Task Every_control_is_reached_with_the_tabulator_key()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T1200Z");

        var reached = new HashSet<string>();
        for (var i = 0; i < 30; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.name || document.activeElement.id"));
        }

        Assert.Superset(
            new HashSet<string>
            {
                "level", "field", "stations", "map", "closer", "farther", "home", "projection", "play", "earlier", "slider", "cycle", "follow", "download",
            },
            reached);
    }

    private static async Task JudgeAsync(IPage page)
    {
        var result = await page.RunAxe();

        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }
}
