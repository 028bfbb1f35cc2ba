using System.Globalization;
using Slams.Core.Analyses;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class ChangeOfFieldTests
{
    private const int Level850 = 6;

    [Fact]
    public async Task Increment_is_the_cycle_minus_the_one_before_with_zero_in_the_middle_of_its_colours()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 3).Select(n => SyntheticAnalysis.Make(n))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870111T1800Z");

        await page.GetByLabel("Increment").CheckAsync();
        await page.ShowsFieldAsync("increment");

        Assert.Contains("Change of the mean since 11 Jan 1987, 12:00 UTC, K", await page.Locator("#fieldLegend").InnerTextAsync(), StringComparison.Ordinal);
        var labels = await page.Locator("#fieldLegend .ticks span").AllInnerTextsAsync();
        Assert.Equal(labels, [.. labels.Reverse().Select(Negated)]);
        Assert.StartsWith(Change(2, 1, 2.5, 10), await page.ReadOutAsync("ArrowUp", "Shift+ArrowRight"), StringComparison.Ordinal);
        await Browser.PictureAsync(page, "increment");

        await page.Locator("#cycle").SelectOptionAsync("19870111T0600Z");
        await page.GetByText("Nothing to compare with").WaitForAsync();
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Difference_subtracts_the_cycle_chosen_and_the_address_keeps_it()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync([.. Enumerable.Range(0, 6).Select(n => SyntheticAnalysis.Make(n))]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        await page.ShowsAsync("19870112T1200Z");

        await page.GetByLabel("Difference").CheckAsync();
        await page.ShowsFieldAsync("difference");
        Assert.Equal("19870111T1200Z", await page.GetByLabel("minus", new() { Exact = true }).InputValueAsync());
        Assert.StartsWith(Change(5, 1, 2.5, 0), await page.ReadOutAsync("ArrowUp"), StringComparison.Ordinal);

        await page.GetByLabel("minus", new() { Exact = true }).SelectOptionAsync("19870111T0600Z");
        await page.GetByText("Mean minus that of 11 Jan 1987, 06:00 UTC, K").WaitForAsync();
        await Browser.PictureAsync(page, "difference");
        await page.AddressHasAsync("minus=19870111T0600Z");
        await page.ReloadAsync();
        await page.ShowsFieldAsync("difference");
        Assert.StartsWith(Change(5, 0, 2.5, 0), await page.ReadOutAsync("ArrowUp"), StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }

    // The same number from the analyses themselves.
    private static string Change(int cycle, int minus, double latitude, double longitude)
    {
        var change = At(SyntheticAnalysis.Make(cycle)) - At(SyntheticAnalysis.Make(minus));
        return string.Create(CultureInfo.InvariantCulture, $"{(change < 0 ? '−' : '+')}{Math.Abs(change):F2} K");

        float At(Analysis analysis)
        {
            var grid = analysis.Grid.Horizontal;
            return grid.Interpolate(latitude, longitude).Apply(analysis.MeanK.AsSpan(Level850 * grid.CellCount, grid.CellCount));
        }
    }

    private static string Negated(string label) => label.Trim('0', '.').Length == 0 ? label : label.StartsWith('−') ? label[1..] : "−" + label;
}
