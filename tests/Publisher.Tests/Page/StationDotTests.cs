using System.Globalization;
using Slams.Core.Observations;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class StationDotTests
{
    [Theory]
    [InlineData(QualityFlag.Assimilated, "assimilated")]
    [InlineData(QualityFlag.GrossError, "gross error")]
    public async Task The_dot_under_the_pointer_tells_its_station_use_and_departures(QualityFlag flag, string words)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var analysis = SyntheticAnalysis.Make(0, stations: 40);
        await publisher.PublishAsync(analysis);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, "#stations=flag"));
        await page.ShowsAsync("19870111T0600Z");

        var station = analysis.Departures.First(departure => departure.Flag == flag);
        var box = (await page.Locator("#map").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(
            (float)(box.X + ((station.LongitudeDegrees + 180) / 360 * box.Width)), (float)(box.Y + ((90 - station.LatitudeDegrees) / 180 * box.Height)));

        var text = await page.Locator("#tooltip").InnerTextAsync();
        Assert.Contains($"{station.StationId} · {words}", text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"observed {station.ObservedK:F1} K"), text, StringComparison.Ordinal);
        var departure = station.ObservedK - station.AnalysisK;
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"O−A {(departure < 0 ? '−' : '+')}{Math.Abs(departure):F1} K"), text, StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }
}
