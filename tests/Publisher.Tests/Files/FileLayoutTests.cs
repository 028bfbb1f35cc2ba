using Slams.Publisher.Files;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class FileLayoutTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("{date}/{cycle}", "19870111/19870111T0600Z")]
    [InlineData("{year}/{month}/{day}", "1987/01/11")]
    [InlineData("run={run}/year={year}", "run=a_b/year=1987")]
    [InlineData("archive.{year}{month}", "archive.198701")]
    public void Placeholders_are_filled_in(string template, string folder) =>
        Assert.Equal(folder, FileLayout.Parse(template).FolderOf(SyntheticAnalysis.CycleAt(0), "a/b"));

    [Theory]
    [InlineData("..")]
    [InlineData("{date}/../..")]
    [InlineData("/{date}")]
    [InlineData("{date}/")]
    [InlineData("{date}//{cycle}")]
    [InlineData(".hidden/{date}")]
    [InlineData("{date}\\{cycle}")]
    [InlineData("C:{date}")]
    [InlineData("{hour}")]
    [InlineData("{Date}")]
    [InlineData("{date")]
    [InlineData("{}")]
    [InlineData("a b")]
    [InlineData("{date}\n")]
    public void Templates_that_could_leave_the_folder_or_mean_nothing_are_refused(string template)
    {
        Assert.NotNull(FileLayout.Problem(template));
        Assert.Throws<FormatException>(() => FileLayout.Parse(template));
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a\0b/c")]
    [InlineData("größe 1")]
    public void No_name_of_a_run_leaves_the_folder(string run)
    {
        var layout = FileLayout.Parse("{run}/{date}-{run}");
        using var root = new ScratchFolder();
        var folder = Path.GetFullPath(Path.Combine(root.Path, layout.FolderOf(SyntheticAnalysis.CycleAt(0), run)));

        Assert.Equal(root.Path, Path.GetDirectoryName(Path.GetDirectoryName(folder)));
        Directory.CreateDirectory(folder);
        Assert.Equal([folder], layout.Folders(root.Path));
        Assert.True(layout.IsFolderOf(folder, SyntheticAnalysis.CycleAt(0).Time.UtcDateTime));
    }

    [Fact]
    public void Only_files_where_the_layout_puts_them_are_found()
    {
        using var root = new ScratchFolder();
        var files = new CycleFiles(root.Path, FileLayout.Parse("{year}/{run}/{date}"), "analysis_", ".nc");
        string[] ours = ["1987/live/19870111/analysis_19870111T0600Z.nc", "1987/other/19870111/analysis_19870111T0600Z.nc"];
        string[] others =
        [
            "analysis_19870111T0600Z.nc", "1987/analysis_19870111T0600Z.nc", "1987/live/19870112/analysis_19870111T0600Z.nc",
            "1988/live/19870111/analysis_19870111T0600Z.nc", "1987/live/19870111/old/analysis_19870111T0600Z.nc",
            "1987/live/19870111/analysis_19870111T0600Z.nc.sha256", "1987/live/19870111/analysis_holiday.nc",
            "1987/live/19870111/feedback_19870111T0600Z.csv", "1987/li ve/19870111/analysis_19870111T0600Z.nc",
        ];
        foreach (var file in ours.Concat(others).Select(name => Path.Combine(root.Path, name)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }

        Assert.Equal(ours.Select(name => new CycleFile("19870111T0600Z", Path.Combine(root.Path, name))), files.All().OrderBy(file => file.Path, StringComparer.Ordinal));
        Assert.Equal(Path.Combine(root.Path, ours[0]), files.PathOf(SyntheticAnalysis.CycleAt(0), "live"));
    }
}
