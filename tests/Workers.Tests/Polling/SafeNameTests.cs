using Slams.Ingest.Polling;

namespace Slams.Workers.Tests.Polling;

/// <summary>Whatever servers call their files, a file here can be called what comes of it.</summary>
public sealed class SafeNameTests
{
    private const int Longest = 128;

    [Theory]
    [InlineData("https://a.example/data/1.bufr", "1.bufr")]
    [InlineData("https://a.example/data/", "data")]
    [InlineData("https://a.example/x%2F..%2Fy.bufr", "x_.._y.bufr")]
    [InlineData("https://a.example/%2E%2E", "a.example")]
    [InlineData("https://a.example/.hidden", "_.hidden")]
    [InlineData("https://a.example", "a.example")]
    [InlineData("https://wetter-m\u00FCnchen.example/", "wetter-m_nchen.example")]
    [InlineData("http://[::1]/", "___1_")]
    [InlineData("file:///", "data")]
    public void A_file_is_called_by_the_last_part_of_its_address_or_by_the_host(string address, string expected) => Assert.Equal(expected, SafeName.Of(new Uri(address)));

    [Fact]
    public void The_name_of_a_long_host_that_is_not_of_ASCII_is_one_of_a_file()
    {
        // 61 letters of three bytes each, twice: more bytes than the name of a file may have.
        var address = new Uri($"https://{new string('\u6C17', 61)}.{new string('\u8C61', 61)}.example/");

        Check(SafeName.Of(address));
    }

    [Theory]
    [InlineData("", "", "data")]
    [InlineData("", ".\u6C17\n", "_.__")]
    [InlineData("a/b", "c", "a_b")]
    [InlineData("..", "c", "_..")]
    public void What_is_taken_otherwise_is_made_safe_too(string name, string otherwise, string expected) => Assert.Equal(expected, SafeName.Of(name, otherwise));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_the_name_it_becomes_one_to_128_safe_characters(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            Check(SafeName.Of(Text(random), Text(random)));
            if (Uri.TryCreate($"{(random.Next(2) == 0 ? "https" : "ftp")}://{Text(random)}/{(random.Next(2) == 0 ? "" : Text(random))}", UriKind.Absolute, out var address))
            {
                Check(SafeName.Of(address));
            }
        }
    }

    private static void Check(string name)
    {
        Assert.InRange(name.Length, 1, Longest);
        Assert.All(name, c => Assert.True(char.IsAsciiLetterOrDigit(c) || ".-_+=@,".Contains(c, StringComparison.Ordinal), name));
        Assert.NotEqual('.', name[0]);
    }

    // Letters of hosts mostly, or else few addresses would be any; and whatever UTF-16 has, halves of pairs among it.
    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(4) == 0 ? random.Next(300) : random.Next(8)).Select(_ => random.Next(12) switch
    {
        0 => '.',
        1 => "/%:?#@[]\\ \0\n"[random.Next(12)],
        2 => (char)random.Next(0x10000),
        < 6 => (char)random.Next(0x4E00, 0x9FA0),
        _ => (char)random.Next('a', 'z' + 1),
    }));
}
