using System.Globalization;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

public sealed class Wis2Tests
{
    private const string Station = "0-20000-0-42516";

    [Fact]
    public async Task FeaturesOfAReportAreOneReading()
    {
        var items = await StationText.ReadAsync(Collection(
            Feature("non_coordinate_pressure", 1013.25, "hPa"), Feature("air_temperature", 12.35, "Celsius"),
            Feature("dewpoint_temperature", 7.5, "Celsius"), Feature("wind_speed", 2.5, "m s-1", "2026-09-28T23:50:00Z/2026-09-29T00:00:00Z"),
            Feature("wind_direction", 250, "deg"), Feature("cloud_amount", 5, "CODE TABLE"),
            Feature("total_precipitation_or_total_water_equivalent", 12, "kg m-2", "2026-09-28T00:00:00Z/2026-09-29T00:00:00Z"),
            Feature("total_precipitation_or_total_water_equivalent", 1.5, "kg m-2", "2026-09-28T18:00:00Z/2026-09-29T00:00:00Z")));
        var item = Assert.Single(items);
        var reading = item.Reading!;
        Assert.Equal(("wis2-geojson", Station, 1L), (item.Format, reading.StationId, reading.SourceRecord));
        Assert.Equal(new DateTimeOffset(2026, 9, 29, 0, 0, 0, TimeSpan.Zero), reading.Time);
        Assert.Equal((25.5667, 91.8833, 1598.0), (reading.LatitudeDegrees, reading.LongitudeDegrees, reading.ElevationMetres));
        Assert.Equal((285.5, 280.65, 101_325.0), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa));
        Assert.Equal((2.5, 250.0, 1.5), (reading.WindSpeedMetresPerSecond, reading.WindFromDirectionDegrees, reading.Precipitation6hMm));
    }

    [Fact]
    public async Task FeaturesOfWccdm()
    {
        static string Wccdm(string property, double value, string units, string? flag = null, string qualifiers = "") => $$$"""
            {"id": "1ec5-0", "conformsTo": ["https://wis.wmo.int/spec/wccdm-obs/1/conf/observation"], "type": "Feature",
             "geometry": {"type": "Point", "coordinates": [-9.42, 51.47, 21.0]},
             "properties": {"host": "0-20000-0-03951", "observer": null, "observedProperty": "{{{property}}}",
              "phenomenonTime": "2022-03-20T21:00:00Z", "resultTime": "2024-12-19 00:00", "validTime": null,
              "result": {"value": {{{value.ToString(CultureInfo.InvariantCulture)}}}, "units": "{{{units}}}", "standardUncertainty": null},
              "resultQuality": [{"inScheme": null, "flag": null, "flagValue": {{{(flag is null ? "null" : $"\"{flag}\"")}}} }],
              "parameter": {"hasProvenance": {"entity": {"name": "vertical_sounding_significance"}}, "reportIdentifier": "1ec58338",
               "additionalProperties": {"instrumentation": {"height_of_station_ground_above_mean_sea_level": {"value": 20.0, "units": "m"},
                "height_of_barometer_above_mean_sea_level": {"value": 22.0, "units": "m"}}, "qualifiers": { {{{qualifiers}}} },
                "zCoordinate": {"name": "height_above_local_ground", "value": 2.0, "units": "m"} } }, "index": 0} }
            """;
        var items = await StationText.ReadAsync(string.Join('\n', [
            Wccdm("air_temperature (maximum value)", 13, "Celsius"), Wccdm("air_temperature", 284.5, "K"),
            Wccdm("dewpoint_temperature", 280, "K", "Suspect or bad"), Wccdm("non_coordinate_pressure", 1019.3, "hPa", "Probably good but value inconsistent"),
            Wccdm("wind_speed", 30, "m s-1", null, "\"extended_vertical_sounding_significance\": {\"value\": 65536}"),
        ]));
        var reading = Assert.Single(items).Reading!;
        Assert.Equal(("0-20000-0-03951", 20.0, 51.47, -9.42), (reading.StationId, reading.ElevationMetres, reading.LatitudeDegrees, reading.LongitudeDegrees));
        Assert.Equal((284.5, null, 101_930.0, null), (reading.AirTemperatureK, reading.DewPointK, reading.SurfacePressurePa, reading.WindSpeedMetresPerSecond));
    }

    [Fact]
    public async Task ReportsWithoutANameAreThoseOfStationAndTime()
    {
        var items = await StationText.ReadAsync(Collection(
            Feature("air_temperature", 1, "Celsius", report: null), Feature("air_temperature", 2, "Celsius", "2026-09-29T01:00:00Z", report: null),
            Feature("dewpoint_temperature", 0, "Celsius", report: null), Feature("air_temperature", 3, "Celsius", station: "0-20000-0-42517", report: null),
            Feature("air_temperature", 9, "Celsius", report: null)));
        Assert.Equal([274.15, 275.15, 276.15], items.Select(item => item.Reading!.AirTemperatureK));
        Assert.Equal([273.15, null, null], items.Select(item => item.Reading!.DewPointK));
    }

    [Fact]
    public async Task ATraceOfRainIsNone()
    {
        var items = await StationText.ReadAsync(Collection(Feature("total_precipitation_past6hours", -0.1, "kg m-2")));
        Assert.Equal(0, Assert.Single(items).Reading!.Precipitation6hMm);
    }

    [Fact]
    public async Task ABrokenFeatureLosesNoNeighbour()
    {
        var good = Feature("air_temperature", 1, "Celsius", report: "A");
        string[] broken =
        [
            good.Replace("\"value\": 1", "\"value\": 1x2", StringComparison.Ordinal), good[..^1], good[..^2], "garbage {{{ [",
            good.Replace("air_temperature", "air_temp\n", StringComparison.Ordinal), good.Replace("\"air_temperature\"", "\"air_temperature", StringComparison.Ordinal),
            good.Replace("\"Feature\"", "\"Future\"", StringComparison.Ordinal), good.Replace("2026-09-29T", "2026-13-29T", StringComparison.Ordinal),
            good.Replace("Celsius", "Reaumur", StringComparison.Ordinal), good.Replace(Station, new string('9', 70), StringComparison.Ordinal),
            good.Replace("Celsius", "Cel\\ud800sius", StringComparison.Ordinal), "{}", "[[{\"a\":1}]]", good.Replace("\"name\"", "\"nome\"", StringComparison.Ordinal),
            good.Replace("air_temperature", new string('x', 300_000), StringComparison.Ordinal),
        ];
        foreach (var text in broken)
        {
            var items = await StationText.ReadAsync(new ChunkedStream(
                StationText.Utf8(Collection(Feature("air_temperature", 5, "Celsius", report: "B"), text, Feature("air_temperature", 6, "Celsius", report: "C"))), 777));
            Assert.True(items.Count(item => item.Unreadable is not null) == 1, $"{text[..Math.Min(text.Length, 400)]} gave {string.Join('\n', items)}");
            Assert.Equal(2, items.Single(item => item.Unreadable is not null).Unreadable!.Record);
            Assert.Equal([278.15, 279.15], items.Where(item => item.Reading is not null).Select(item => item.Reading!.AirTemperatureK));
        }
    }

    [Theory]
    [InlineData("\"type\"", "\"\\ud800\": 1, \"type\"")]
    [InlineData("\"units\"", "\"un\\udc00its\": 1, \"units\"")]
    public async Task ANameWithHalfOfAPairOfSurrogatesIsUnknownAndNoMore(string name, string before)
    {
        var items = await StationText.ReadAsync(Collection(
            Feature("air_temperature", 5, "Celsius", report: "B").Replace(name, before, StringComparison.Ordinal), Feature("air_temperature", 6, "Celsius", report: "C")));
        Assert.Equal([278.15, 279.15], items.Select(item => item.Reading?.AirTemperatureK));
    }

    [Fact]
    public async Task WhatFollowsTheFeaturesIsNone()
    {
        var items = await StationText.ReadAsync(
            Collection(Feature("air_temperature", 1, "Celsius")) + Collection(Feature("air_temperature", 2, "Celsius", report: "B")));
        Assert.Equal([274.15, 275.15], items.Select(item => item.Reading?.AirTemperatureK));
        Assert.Empty(await StationText.ReadAsync(Collection(), options: new StationReadOptions { Format = "wis2-geojson" }));
    }

    [Fact]
    public async Task ContentThatBreaksOffKeepsWhatCame()
    {
        var text = StationText.Utf8(Collection([.. Enumerable.Range(0, 40).Select(i => Feature("air_temperature", i, "Celsius", report: $"R{i}"))]));
        var plain = await StationText.ReadAsync(text[..(text.Length / 2)]);
        var zipped = await StationText.ReadAsync(StationText.Gzip(text)[..^40]);
        Assert.InRange(plain.Count, 18, 21);
        Assert.Equal("The feature is cut short.", Assert.Single(plain, item => item.Unreadable is not null).Unreadable!.Reason);
        Assert.True(zipped.Count(item => item.Reading is not null) > 30);
        Assert.Equal(0, zipped[^1].Unreadable!.Record);
    }

    [Fact]
    public async Task GarbageIsGivenUp()
    {
        var items = await StationText.ReadAsync(
            string.Concat(Enumerable.Repeat("{\"", 200_000)), options: new StationReadOptions { Format = "wis2-geojson" });
        Assert.InRange(items.Count, 1, 2);
        Assert.Contains("places of the content are no JSON", items[^1].Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereTheBufferEndsWithinAFeatureDoesNotMatter()
    {
        // Of some 50 kB, in parts of 16 and more: the begin moves by a byte, so that an end is at every place of a feature.
        string[] features = [.. Enumerable.Range(0, 60).Select(i => Feature("air_temperature", i / 2.0, "Celsius", station: $"0-20000-0-{i:D5}", report: $"R{i}"))];
        var length = features[0].Length + 2;
        for (var blanks = 0; blanks < length; blanks += 3)
        {
            var items = await StationText.ReadAsync(new string(' ', blanks) + Collection(features));

            Assert.Equal(Enumerable.Range(0, 60).Select(i => ($"0-20000-0-{i:D5}", (double?)Math.Round(273.15 + (i / 2.0), 4))), items.Select(item => (item.Reading!.StationId, item.Reading.AirTemperatureK)));
        }
    }

    [Fact]
    public async Task ReportsInAnyNumberNeedMemoryForSome()
    {
        const int reports = 25_000;
        var items = await StationText.ReadAsync(
            string.Concat(Enumerable.Range(0, reports).Select(i => Feature("air_temperature", i % 30, "Celsius", report: $"R{i}") + "\n")));
        Assert.Equal(Enumerable.Range(1, reports).Select(i => (long)i), items.Select(item => item.Reading!.SourceRecord));
    }

    private static string Collection(params string[] features) =>
        $$"""
        {"type": "FeatureCollection", "features": [{{string.Join(",\n", features)}}], "numberMatched": {{features.Length}},
         "links": [{"type": "application/geo+json", "rel": "self", "href": "https://example.org/items"}], "timeStamp": "2026-09-29T01:00:00Z"}

        """;

    private static string Feature(
        string name, double value, string units, string time = "2026-09-29T00:00:00Z", string station = Station, string? report = "R") => $$$"""
        {"id": "{{{name}}}-1", "conformsTo": ["http://www.wmo.int/spec/om-profile-1/1.0/req/geojson"], "type": "Feature",{{{(report is null ? "" : $" \"reportId\": \"{report}\",")}}}
         "geometry": {"type": "Point", "coordinates": [91.8833, 25.5667, 1598.0]},
         "properties": {"wigos_station_identifier": "{{{station}}}", "phenomenonTime": "{{{time}}}", "resultTime": "2026-09-29T00:00:00Z", "name": "{{{name}}}",
          "value": {{{value.ToString(CultureInfo.InvariantCulture)}}}, "units": "{{{units}}}", "description": null,
          "metadata": [{"name": "station_type", "value": 1, "units": "CODE TABLE", "description": "MANNED {STATION}"}], "index": 21}}
        """;
}
