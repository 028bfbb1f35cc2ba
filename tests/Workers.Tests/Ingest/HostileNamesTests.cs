using Slams.Hosting.Ingest;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

/// <summary>Who may put files into a folder must not decide what else of the machine is read, nor what an operator sees.</summary>
public sealed class HostileNamesTests
{
    [Fact]
    public async Task A_link_in_a_folder_is_refused_unless_links_are_followed()
    {
        using var folder = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        elsewhere.Write("secret.csv", "x");
        folder.Write("a.csv", "x");
        File.CreateSymbolicLink(folder["b.csv"], elsewhere["secret.csv"]);
        File.CreateSymbolicLink(folder["c.csv"], folder["nowhere"]);

        var files = await ListAsync(folder.FullName, followLinks: false);
        var followed = await ListAsync(folder.FullName, followLinks: true);

        Assert.Equal([("a.csv", true), ("b.csv", false), ("c.csv", false)], files.Select(file => (file.Name, file.Refused is null)));
        Assert.All(followed, file => Assert.Null(file.Refused));
    }

    [Fact]
    public async Task A_path_that_is_configured_may_be_a_link()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", "x");
        File.CreateSymbolicLink(folder["link"], folder["a.csv"]);

        Assert.Null(Assert.Single(await ListAsync(folder["link"], followLinks: false)).Refused);
    }

    /// <summary>Not a theory: its names would go into the result file, where such characters are not allowed.</summary>
    [Fact]
    public async Task A_name_that_is_no_plain_text_is_refused_and_told_without_what_it_would_do()
    {
        foreach (var (name, told) in new[] { ("two\nlines.csv", "two?lines.csv"), ("\u001b[2Jcleared.csv", "?[2Jcleared.csv"), ("vsc.\u202egnp.csv", "vsc.?gnp.csv") })
        {
            using var folder = new ScratchFolder();
            folder.Write(name, "x");

            var file = Assert.Single(await ListAsync(folder.FullName, followLinks: false));

            Assert.Equal((told, "The name of the file is no plain text."), (file.Name, file.Refused));
        }
    }

    [Theory]
    [InlineData("-rf.csv")]
    [InlineData("..csv")]
    [InlineData("%2e%2e%2f.csv")]
    [InlineData("$(reboot).csv")]
    [InlineData("temperatur-süd.csv")]
    public async Task Other_names_are_only_names(string name)
    {
        using var folder = new ScratchFolder();
        folder.Write(name, "x");

        Assert.Equal(name.StartsWith('.') ? [] : [folder[name]], (await ListAsync(folder.FullName, followLinks: false)).Select(file => file.Path));
    }

    private static async Task<List<InputFile>> ListAsync(string path, bool followLinks)
    {
        var files = new List<InputFile>();
        await foreach (var file in InputFiles.EnumerateAsync([path], watch: false, followLinks, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            files.Add(file);
        }

        return files;
    }
}
