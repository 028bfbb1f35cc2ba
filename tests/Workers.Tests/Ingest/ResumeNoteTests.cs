using Slams.Hosting.Ingest;

namespace Slams.Workers.Tests.Ingest;

public sealed class ResumeNoteTests
{
    [Fact]
    public void A_note_comes_back_and_says_the_items_of_each_of_its_files()
    {
        ResumePlace[] others = [new("/in/metar/2026-01-01.csv", 7, false), new("/in/metar/2026-01-02.csv", 1, false), new("/in/😀|a", 2, false), new("/in/😁|b", 3, false)];
        var note = ResumeNote.Parse(new ResumeNote(new("/in/synop/2026|01.csv", 12, true), others).ToText());

        Assert.NotNull(note);
        Assert.Equal(new ResumePlace("/in/synop/2026|01.csv", 12, true), note.Place);
        Assert.Equal(others, note.Others);
        Assert.Equal((12, 7, 0), (note.ItemsOf("/in/synop/2026|01.csv"), note.ItemsOf(others[0].File), note.ItemsOf("/in/synop/2025.csv")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x|0|a")]
    [InlineData("1|0|a\02|9|b\0")]
    [InlineData("1|0|a\0b\0")]
    public void What_is_no_note_is_none(string text) => Assert.Null(ResumeNote.Parse(text));

    [Fact]
    public void A_note_of_an_earlier_version_stands_for_what_sorts_before_its_file_in_the_same_folder_alone()
    {
        var note = ResumeNote.Parse("5|0|/in/synop/b.csv");

        Assert.NotNull(note);
        Assert.Equal(
            [long.MaxValue, 5, 0, 0], new[] { "/in/synop/a.csv", "/in/synop/b.csv", "/in/synop/c.csv", "/in/metar/a.csv" }.Select(note.ItemsOf));
        var files = new ToldFiles();
        files.Add(note);
        Assert.Equal(
            [long.MaxValue, 5, 0, 0], new[] { "/in/synop/a.csv", "/in/synop/b.csv", "/in/synop/c.csv", "/in/metar/a.csv" }.Select(files.ItemsOf));
    }

    [Fact]
    public void Once_the_oldest_progress_is_gone_what_sorts_before_all_that_is_told_of_its_folder_counts_as_read()
    {
        var files = new ToldFiles();
        files.Add(new ResumeNote(new("/in/metar/3.csv", 4, false), [new("/in/metar/5.csv", 9, false), new("/in/synop/7.csv", 1, false)]));

        files.OldestAreGone(files.Order);

        Assert.Equal(["/in/metar/5.csv", "/in/synop/7.csv", "/in/metar/3.csv"], files.Order);
        Assert.Equal(
            [long.MaxValue, 4, 0, 9, long.MaxValue, 1, 0],
            new[] { "/in/metar/2.csv", "/in/metar/3.csv", "/in/metar/4.csv", "/in/metar/5.csv", "/in/synop/6.csv", "/in/synop/7.csv", "/in/new/1.csv" }.Select(files.ItemsOf));
    }

    [Fact]
    public void Of_shares_that_are_not_equally_far_none_goes_by_what_it_has_read_itself()
    {
        var files = new ToldFiles();
        files.Add(new ResumeNote(new("/in/metar/5.csv", 4, false), []));

        files.OldestAreGone(["/in/metar/5.csv", "/in/metar/7.csv", "/in/metar/2.csv", "/in/synop/5.csv", "/in/synop/4.csv"]);

        Assert.Equal(
            [long.MaxValue, 0, 0, 4, 0, long.MaxValue, 0],
            new[] { "/in/metar/1.csv", "/in/metar/2.csv", "/in/metar/3.csv", "/in/metar/5.csv", "/in/metar/6.csv", "/in/synop/3.csv", "/in/synop/4.csv" }.Select(files.ItemsOf));
    }
}
