using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;

namespace Slams.Workers.Tests.Ingest;

/// <summary>How the files of a source are divided.</summary>
public sealed class SourceShareTests
{
    private static readonly string[] Files = [.. Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"/input/{i % 7}/station-{i:000}.csv"))];

    [Theory]
    [InlineData(ShareKey.Name, 2)]
    [InlineData(ShareKey.Name, 4)]
    [InlineData(ShareKey.Name, 64)]
    [InlineData(ShareKey.Folder, 3)]
    public void Each_file_belongs_to_one_share_and_none_is_empty_handed(ShareKey key, int count)
    {
        var shares = SourceShare.All("stations", new IngestOptions { Shares = count, ShareBy = key });

        Assert.All(Files, file => Assert.Single(shares, share => share.Holds(file)));
        Assert.All(shares, share => Assert.Contains(Files, share.Holds));
    }

    [Fact]
    public void The_files_of_a_folder_stay_together_and_the_same_name_is_in_the_same_share_wherever_it_is()
    {
        Assert.All(
            Files.GroupBy(Path.GetDirectoryName), folder => Assert.Single(SourceShare.All("stations", new IngestOptions { Shares = 5, ShareBy = ShareKey.Folder }), share => folder.All(share.Holds)));
        var byName = SourceShare.All("stations", new IngestOptions { Shares = 5 });
        Assert.All(Files, file => Assert.Equal(byName.Single(share => share.Holds(file)), byName.Single(share => share.Holds("/elsewhere/" + Path.GetFileName(file)))));
    }

    /// <summary>Of all that are written into a log: another division would read files once more.</summary>
    [Fact]
    public void The_division_is_the_same_in_every_version()
    {
        var shares = SourceShare.All("stations", new IngestOptions { Shares = 4 });

        Assert.Equal([3, 1, 1, 1], Files.Take(4).Select(file => shares.Single(share => share.Holds(file)).Index));
        Assert.Equal(["stations.0of4", "stations.1of4", "stations.2of4", "stations.3of4"], shares.Select(share => share.Name));
    }

    [Theory]
    [InlineData("stations", true)]
    [InlineData("stations.3of4", true)]
    [InlineData("stations.63of64.folder", true)]
    [InlineData("stations.4of4", false)]
    [InlineData("stations.0of1", false)]
    [InlineData("stations.1of4.name", false)]
    [InlineData("stations-1", false)]
    [InlineData("satellite", false)]
    [InlineData("", false)]
    public void A_share_is_known_by_its_name(string name, bool known)
    {
        var share = SourceShare.Find("stations", name);

        Assert.Equal(known ? name : null, share?.Name);
    }

    [Fact]
    public void One_share_is_the_source_as_it_was()
    {
        var whole = Assert.Single(SourceShare.All("satellite", new IngestOptions { ShareBy = ShareKey.Folder }));

        Assert.Equal("satellite", whole.Name);
        Assert.True(Files.All(whole.Holds));
    }

    [Fact]
    public void A_pace_is_for_one_share_and_the_message_names_the_keys()
    {
        Assert.Equal(
            ["Stations:ModelFolder must not be empty, not ''.", "Stations:Shares must be 1 while Speed is above 0, for each share would keep a pace of its own, not '2'."],
            SettingRules.Failures("Stations", new IngestOptions { Shares = 2, Speed = 60 }));
        Assert.Contains("Satellite:Shares must be 1 to 64, not '0'.", SettingRules.Failures("Satellite", new IngestOptions { Shares = 0 }));
    }
}
