using System.Globalization;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Formats.Tests.Stations;

namespace Slams.Formats.Tests.Soundings;

public sealed class SoundingRepeatsTests
{
    private const string Text =
        "TTAA  66001 68994 99011 10427 34019\n00117 09632 34019 92767 10429 01022 85465 06437 35034\n70049 03886 35035 50568 15769 34536 40733 26763 34538\n"
        + "30933 42958 32544 25054 52158 31550 20194 62958 32549\n15373 59799 31550 10625 61399 31546 88999 77999=\n";

    [Fact]
    public async Task An_ascent_as_text_and_in_an_archive_that_names_its_station_otherwise_counts_once()
    {
        var text = Assert.Single(await StationText.ReadAsync(Text, "marion.txt", TempText.Options)).Profile!;
        var archive = await ArchiveAsync(text, 0.1f);

        var found = Judged(text, archive);

        Assert.Equal(("0-20000-0-68994", "SFM00068994"), (text.StationId, archive.StationId));
        Assert.Equal(QualityFlag.Assimilated, found[archive.Source].Flag);
        Assert.Equal(QualityFlag.Duplicate, found[text.Source].Flag);
        Assert.StartsWith("same ascent as record 1 of archive.txt", found[text.Source].FlagReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_ascent_stands_beside_it()
    {
        var text = Assert.Single(await StationText.ReadAsync(Text, "marion.txt", TempText.Options)).Profile!;

        Assert.All(Judged(text, await ArchiveAsync(text, 1.2f)).Values, profile => Assert.Equal(QualityFlag.Assimilated, profile.Flag));
    }

    private static async Task<TemperatureProfile> ArchiveAsync(TemperatureProfile of, float warmer)
    {
        ProfileLevel[] levels = [.. of.Levels, new(60_000, 268.15f)];
        string[] lines =
        [
            FormattableString.Invariant($"#SFM00068994 2026 11 16 00 2309 {levels.Length,4} ncdc6301 ncdc6301 -468833   378667"),
            .. levels.OrderByDescending(level => level.PressurePa).Select(level => string.Create(
                CultureInfo.InvariantCulture, $"10 -9999 {level.PressurePa,6:0} -9999 {10 * (level.TemperatureK + warmer - 273.15f),5:0}B-9999 -9999 -9999 -9999 ")),
        ];
        var read = Assert.Single(await StationText.ReadAsync(StationText.Utf8(lines), "archive.txt")).Profile!;
        Assert.Equal(levels.Length, read.Levels.Count);
        return read;
    }

    private static Dictionary<string, TemperatureProfile> Judged(params TemperatureProfile[] profiles)
    {
        var (partition, offset) = (new SourcePartition("stations", 0), 0);
        var core = ObservationWindows.Create(new WindowOptions { IdleTimeout = Timeout.InfiniteTimeSpan });
        foreach (var profile in profiles)
        {
            core.Add(new SourceOffset(partition, offset++), profile.Time, profile.Time!.Value.AddDays(1), Observation.Of(profile));
        }

        core.Progress(new SourceOffset(partition, offset), null, end: true, profiles[0].Time!.Value.AddDays(1));
        Assert.True(core.TryClose(out var window));
        return window.WithCorrections().Items.Select(item => item.Profile!).ToDictionary(profile => profile.Source);
    }
}
