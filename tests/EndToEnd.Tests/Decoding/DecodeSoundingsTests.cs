using Slams.Cli.Decoding;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Decoding;

public sealed class DecodeSoundingsTests
{
    private const string Header = "#XXM00010007 2026 11 29 06 0531    1 ncdc6301 ncdc6301  471234  -085432";
    private const string Level = "21 -9999  96850   431B   82B  906    23   240    37 ";
    private const string StationHeader = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm";

    [Fact]
    public async Task A_sounding_has_a_line_for_each_level()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllLinesAsync(folder["a.txt"], [Header, Level, Header, Level, Level], TestContext.Current.CancellationToken);

        var decoded = await Decoded.OfAsync(folder["a.txt"]);

        Assert.Equal(DecodeSession.Unreadable, decoded.ExitCode);
        const string Line = "XXM00010007,2026-11-29T06:00:00Z,47.1234,-8.5432,,96850,431,281.35,279.05";
        Assert.Equal(
            ["station_id,time,latitude,longitude,elevation_m,pressure_Pa,geopotential_height_m,air_temperature_K,dew_point_K", Line, Line], decoded.Lines);
        Assert.Equal(
            $"unreadable: a.txt:3: The sounding has 2 of 1 levels.{Environment.NewLine}files 1, decoded 2, unreadable 1{Environment.NewLine}", decoded.Messages);
    }

    [Fact]
    public async Task The_parts_of_a_text_sounding_are_one_table()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllLinesAsync(
            folder["A_USZA01FAPR291200_20261129120500.txt"],
            ["USZA01 FAPR 291200", "TTAA 79121 15015 99960 10427 34019 92767 09632 34019 88999 77999=", "TTBB 79128 15015 00960 10427 11900 05050=", "TTAA 79121 15020 NIL="],
            TestContext.Current.CancellationToken);

        var decoded = await Decoded.OfAsync(folder["A_USZA01FAPR291200_20261129120500.txt"]);

        Assert.Equal(0, decoded.ExitCode);
        const string Start = "0-20000-0-15015,2026-11-29T12:00:00Z,47.78,23.94,504,";
        Assert.Equal([Start + "96000,,283.55,280.85", Start + "92500,767,282.75,279.55", Start + "90000,,278.15,273.15"], decoded.Lines.Skip(1));
    }

    [Fact]
    public async Task Soundings_and_stations_are_refused_together()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllLinesAsync(folder["a.txt"], [Header, Level], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder["b.csv"], [StationHeader, "A,1987-01-12T05:00:00Z,50,10,100,270,0"], TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Decoded.OfAsync(folder["a.txt"], folder["b.csv"]));

        Assert.Contains("one kind at a time", refused.Message, StringComparison.Ordinal);
    }
}
