using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Replay;

public sealed class RealFilesTests
{
    private const int SurfaceReports = 47_469;

    [Fact]
    public async Task The_bundled_real_day_is_analysed_and_every_report_accounted_for()
    {
        using var folder = new ScratchFolder();

        var ended = (await Worker.RunAsync(folder,
            "replay", "--stations", Repository.SaoStations, "--out", folder["out"], "--members", "2", "--withhold", "0.1")).Well();

        Assert.Equal(Analyses.Expected(new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero), 5), Analyses.Names(folder["out"]));
        var counts = Counts.OfStations(ended).AddUp();
        Assert.Equal((SurfaceReports, 0), (counts.Read, counts.DeadLettered));
        Assert.InRange(counts.Flagged, SurfaceReports - 26_441, SurfaceReports);
        Assert.True(counts.Used > 0, "some of a real day can be used");
    }

    [Fact]
    public async Task The_original_files_of_that_day_give_the_same_counts_as_the_bundled_ones()
    {
        var original = Repository.Shared("real", "sao");
        using var folder = new ScratchFolder();

        // One cycle only: what is compared are the counts, and the whole day is read for them.
        var fromOriginal = await ReplayAsync(folder, original, "original");
        var fromBundled = await ReplayAsync(folder, Repository.SaoStations, "bundled");

        Assert.Equal(fromBundled, fromOriginal);
    }

    [Fact]
    public async Task Both_kinds_of_isd_are_read_and_reports_without_position_flagged()
    {
        var full = Repository.Shared("real", "isd", "725300-2014.gz");
        var lite = Repository.Shared("real", "isd-lite", "071470-99999-2014.gz");
        using var folder = new ScratchFolder();

        var ended = (await Worker.RunAsync(folder,
            "replay", "--stations", full, lite, "--from", "2014-01-01T00:00Z", "--to", "2014-01-01T08:00Z", "--out", folder["out"],
            "--members", "2")).Well();

        Assert.Equal(Analyses.Expected(new(2014, 1, 1, 0, 0, 0, TimeSpan.Zero), 2), Analyses.Names(folder["out"]));
        var counts = Counts.OfStations(ended).AddUp();
        Assert.True(counts.Used > 0, "ISD carries positions");
        Assert.True(counts.Flagged > 0, "ISD-Lite does not");
    }

    private static async Task<Counts> ReplayAsync(ScratchFolder folder, string stations, string name)
    {
        var ended = (await Worker.RunAsync(folder,
            "replay", "--stations", stations, "--out", folder[name], "--members", "2", "--from", "1995-03-18T10:00Z", "--to", "1995-03-18T14:00Z",
            "--log", $"sqlite:{folder[name + ".db"]}")).Well();
        Assert.Single(Analyses.Names(folder[name]));
        return Counts.OfStations(ended).AddUp();
    }
}
