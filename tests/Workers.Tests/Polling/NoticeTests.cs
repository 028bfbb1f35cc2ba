using System.Text;
using Slams.Ingest.Polling.Wis2;

namespace Slams.Workers.Tests.Polling;

public sealed class NoticeTests
{
    private const string Sha512 = "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";

    [Fact]
    public void Links_are_taken_in_their_order_and_only_those_that_can_be_followed()
    {
        var notice = Parse(
            """[{"rel": "item", "href": "https://a.example/0"}, {"rel": "canonical", "href": "https://user:pw@a.example/1"}, {"rel": "canonical", "href": "ftp://a.example/2"},"""
            + """ {"rel": "update", "href": "https://a.example/x%2F..%2Fy.bufr"}, {"rel": "canonical", "href": "/relative"}, {"rel": "canonical", "href": "http://b.example/4"}]""");

        Assert.Equal(["https://a.example/x%2F..%2Fy.bufr", "http://b.example/4"], notice!.Links.Select(link => link.AbsoluteUri));
        Assert.Equal("x_.._y.bufr", notice.Name);
        Assert.Equal(Sha512, notice.Version);
    }

    [Theory]
    [InlineData("sha512", Sha512, true)]
    [InlineData("md5", Sha512, false)]
    [InlineData("sha256", Sha512, false)]
    [InlineData("sha512", "no base64", false)]
    public void What_cannot_be_checked_is_not_and_still_tells_versions_apart(string method, string value, bool told)
    {
        var notice = Parse("""[{"rel": "canonical", "href": "https://a.example/1"}]""", method, value);

        Assert.Equal(told, notice!.Told is not null);
        Assert.Equal(value, notice.Version);
    }

    [Theory]
    [InlineData("utf-8", "23° C", "23° C")]
    [InlineData("base64", "b25l", "one")]
    [InlineData("base64", "no-base64", null)]
    [InlineData("gzip", "H4sIAAAAAAAA", null)]
    public void Contents_that_came_along(string encoding, string value, string? expected)
    {
        var notice = Parse("""[{"rel": "canonical", "href": "https://a.example/1"}]""", content: $$"""{"encoding": "{{encoding}}", "value": "{{value}}", "size": 3}""");

        Assert.Equal(expected, notice!.Inline is { } inline ? Encoding.UTF8.GetString(inline) : null);
    }

    [Fact]
    public void Without_a_link_the_file_is_named_by_its_identifier()
    {
        var notice = Parse("[]", content: """{"encoding": "utf-8", "value": "one"}""");

        Assert.Equal(("wis2/de-dwd/data/1.bufr", "1.bufr"), (notice!.Identifier, notice.Name));
    }

    [Fact]
    public void A_message_that_is_far_too_long_is_not_read() =>
        Assert.Throws<InvalidDataException>(() => Notice.Parse(new byte[Notice.LongestMessage + 1]));

    private static Notice? Parse(string links, string method = "sha512", string value = Sha512, string content = "null") => Notice.Parse(Encoding.UTF8.GetBytes(
        $$"""
        {
          "properties": {
            "data_id": "wis2/de-dwd/data/1.bufr", "pubtime": "2026-11-30T06:00:00Z", "integrity": {"method": "{{method}}", "value": "{{value}}"}, "content": {{content}}
          },
          "links": {{links}}
        }
        """));
}
