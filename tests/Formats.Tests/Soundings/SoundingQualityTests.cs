using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Bufr;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Soundings;

/// <summary>What quality control finds of soundings as they were sent.</summary>
public sealed class SoundingQualityTests
{
    [Fact]
    public async Task TheSoundingsOfOneHour()
    {
        BufrMessages.RequireTables();
        var profiles = await ReadAsync(SharedFiles.Path("real", "bufr", "temp.bufr"));

        Assert.Equal("420 of 420 usable", $"{profiles.Count(profile => profile.Flag.IsUsable())} of {profiles.Count} usable");
        Assert.Equal("Assimilated 18730, Inconsistent 12", Counts(profiles));
    }

    [Fact]
    public async Task ThoseOfBarrow()
    {
        var profiles = await ReadAsync(SharedFiles.Path("real", "sounding", "igra2_sounding.USM00070026-data.txt"));
        // Of the last there is the header alone.
        Assert.Equal([QualityFlag.Assimilated, QualityFlag.Assimilated, QualityFlag.Missing], profiles.Select(profile => profile.Flag));
        Assert.Equal("Assimilated 121", Counts(profiles));
    }

    private static string Counts(IEnumerable<TemperatureProfile> profiles) =>
        string.Join(", ", profiles.SelectMany(profile => profile.Levels).CountBy(level => level.Flag).OrderBy(flag => flag.Key).Select(flag => $"{flag.Key} {flag.Value}"));

    private static async Task<List<TemperatureProfile>> ReadAsync(string path)
    {
        var quality = new ProfileQualityControl(new QualityControlOptions(), TimeProvider.System);
        var profiles = new List<TemperatureProfile>();
        await foreach (var item in new StationFormats(new StationReadOptions()).ReadFileAsync(path, TestContext.Current.CancellationToken))
        {
            if (item.Profile is { } profile)
            {
                profiles.Add(quality.Apply(profile));
            }
        }

        return profiles;
    }
}
