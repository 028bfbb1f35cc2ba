using System.Text;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

/// <summary>Records in which single bytes were changed are read or dead letters, and those before and after them are read.</summary>
public sealed class StationMutationTests
{
    public static TheoryData<string, string, string, string> Records => new()
    {
        {
            "ghcnh", "STATION|DATE|LATITUDE|LONGITUDE|ELEVATION|temperature|temperature_Quality_Code|wind_speed|wind_speed_Quality_Code\n",
            "USW00094846|2024-01-01T00:51:00|41.9602|-87.9316|204.8|-11.1|5|1.5|1\n", ""
        },
        {
            "global-hourly", "\"STATION\",\"DATE\",\"LATITUDE\",\"LONGITUDE\",\"ELEVATION\",\"WND\",\"TMP\",\"AA1\",\"MA1\"\n",
            "\"72530094846\",\"2014-01-01T00:00:00\",\"41.983\",\"-87.9\",\"205.1\",\"250,1,N,0015,1\",\"-0111,1\",\"06,0020,3,1\",\"99999,9,10011,1\"\n", ""
        },
        {
            "ndbc", "#YY  MM DD hh mm WDIR WSPD  ATMP  DEWP\n", "2026 06 11 00 50 250  2.6  12.4   7.9\n", ""
        },
        {
            "wis2-geojson", "{\"type\":\"FeatureCollection\",\"features\":[",
            "{\"type\":\"Feature\",\"id\":\"a\",\"conformsTo\":[\"x\"],\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2,3]},\"properties\":{\"host\":\"0-20000-0-42516\","
            + "\"phenomenonTime\":\"2026-09-29T00:00:00Z\",\"name\":\"air_temperature\",\"value\":280.5,\"units\":\"K\",\"metadata\":[{\"name\":\"station_type\",\"value\":1}]}},",
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"host\":\"LAST\",\"phenomenonTime\":\"2026-09-29T00:00:00Z\",\"name\":\"wind_speed\"}}],\"links\":[{\"rel\":\"self\"}]}"
        },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public async Task AChangedRecordLosesNoNeighbour(string format, string header, string record, string last)
    {
        var neighbour = last.Length > 0 ? last : record;
        // A neighbour of its own report before the changed record, one after it.
        var first = record.Replace("0-20000-0-42516", "FIRST", StringComparison.Ordinal);
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var changed = Encoding.ASCII.GetBytes(record);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                // The end of the line is left alone, and none is put in: that would make other lines.
                var value = (byte)(round % 2 == 0 ? random.Next(256) : "{}[]\",:|#\\ 0"[random.Next(12)]);
                changed[random.Next(changed.Length - 1)] = value == '\n' ? (byte)' ' : value;
            }

            byte[] bytes = [.. Encoding.ASCII.GetBytes(header + first), .. changed, .. Encoding.ASCII.GetBytes(neighbour)];
            var items = await StationText.ReadAsync(new ChunkedStream(bytes, 100), options: new StationReadOptions { Format = format });
            var text = Encoding.Latin1.GetString(changed);
            if (format == "wis2-geojson")
            {
                Assert.True(items.Count >= 3, $"{items.Count} items of {text}");
                Assert.True(items.Any(item => item.Reading?.StationId == "FIRST"), $"The record before was lost by {text}");
                Assert.True(items.Any(item => item.Reading?.StationId == "LAST"), $"The record after was lost by {text}");
            }
            else
            {
                // A line that begins like a comment is one.
                Assert.True(items.Count == 3 || (changed[0] == '#' && items.Count == 2), $"{items.Count} items of {text}");
                Assert.True(items[0].Reading is not null, $"The record before was lost by {text}");
                Assert.True(items[^1].Reading is not null, $"The record after was lost by {text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Records))]
    public async Task EachFormatKnowsItsOwn(string format, string header, string record, string last)
    {
        var bytes = Encoding.ASCII.GetBytes(header + record + last);
        Assert.All(await StationText.ReadAsync(bytes), item => Assert.Equal((format, true), (item.Format, item.Reading is not null)));
        foreach (var other in new StationFormats(new StationReadOptions()).Names.Where(name => name != format))
        {
            var items = await StationText.ReadAsync(bytes, options: new StationReadOptions { Format = other });
            Assert.All(items, item => Assert.Null(item.Reading));
        }
    }
}
