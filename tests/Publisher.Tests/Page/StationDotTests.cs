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

    [Fact]
    public async Task A_dot_has_the_colour_of_its_departure_in_the_legend()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var analysis = SyntheticAnalysis.Make(0, stations: 4);
        (double Latitude, double Longitude, float Departure)[] wanted = [(41, 100, -2.5f), (41, -100, -0.6f), (-43, 100, 0.1f), (-43, -100, 4)];
        await publisher.PublishAsync(analysis with
        {
            Departures = [.. wanted.Zip(analysis.Departures, (at, station) => station with
            {
                LatitudeDegrees = at.Latitude, LongitudeDegrees = at.Longitude, ObservedK = 250 + at.Departure, AnalysisK = 250, Flag = QualityFlag.Assimilated,
            })],
        });
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri(publisher.Client.BaseAddress!, "#stations=departure"));
        await page.ShowsAsync("19870111T0600Z");
        await page.PixelsAsync("#overlay");

        // The station legend is a bar of 256 colours from -3 to 3 K; beyond its ends colours stay.
        var colours = await page.EvaluateAsync<string[][]>(
            """
            stations => stations.map(([latitude, longitude, departure]) => {
              const overlay = document.querySelector('#overlay'), legend = document.querySelector('#stationLegend canvas');
              const colour = (canvas, x, y) => canvas.getContext('2d').getImageData(Math.floor(x), Math.floor(y), 1, 1).data.join();
              return [
                colour(overlay, (longitude + 180) / 360 * overlay.width, (90 - latitude) / 180 * overlay.height),
                colour(legend, Math.round(255 * Math.min(1, Math.max(0, 0.5 + departure / 6))), 0),
              ];
            })
            """,
            wanted.Select(station => new[] { station.Latitude, station.Longitude, station.Departure }));

        Assert.All(colours, pair => Assert.Equal(pair[1], pair[0]));
        Assert.Equal(wanted.Length, colours.Select(pair => pair[0]).Distinct().Count());
        Assert.Empty(browser.Errors);
    }
}
