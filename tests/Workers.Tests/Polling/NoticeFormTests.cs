using System.Text;
using System.Text.RegularExpressions;
using Slams.Ingest.Polling.Wis2;

namespace Slams.Workers.Tests.Polling;

/// <summary>Whatever a broker sends is a notification that can be worked with, or is refused as none: nothing else is thrown.</summary>
public sealed partial class NoticeFormTests
{
    private const string Valid =
        """
        {
          "id": "31e9d66a-cd83-4174-9429-b932f1abe1be", "type": "Feature", "conformsTo": ["http://wis.wmo.int/spec/wnm/1/conf/core"],
          "geometry": {"type": "Point", "coordinates": [6.146, 46.223]},
          "properties": {
            "data_id": "wis2/de-dwd/data/1.bufr", "pubtime": "2026-11-30T06:00:00Z", "datetime": "2026-11-30T06:00:00Z",
            "integrity": {"method": "sha256", "value": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
            "content": {"encoding": "utf-8", "value": "one", "size": 3}
          },
          "links": [{"rel": "canonical", "href": "https://a.example/1.bufr", "type": "application/bufr"}, {"rel": "update", "href": "http://b.example/1.bufr"}]
        }
        """;

    // What values may be taken by; some of it is no JSON.
    private static readonly string[] Values =
    [
        "null", "true", "7", "-1e999", new string('9', 400), "[]", "{}", "[null]", "[[null]]", "{\"rel\": null}", "\"\"", "\".\"", "\"canonical\"", "\"deletion\"", "\"utf-8\"", "\"base64\"",
        "\"sha512\"", "\"a/\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\udc00\\ud800\"", "NaN", "'x'", new string('[', 100) + new string(']', 100), $"\"{new string('x', 3000)}\"",
        "\"/relative\"", "\"relative\"", "\"//a.example/1\"", "\"file:///etc/passwd\"", "\"data:,one\"", "\"mailto:a@b.example\"", "\"http:\"", "\"http://\"", "\"http:///1\"", "\"http://?\"",
        "\"http://a.example:99999/1\"", "\"http://a.example:/1\"", "\"http://[::1]/1\"", "\"http://[::1%25eth0]/1\"", "\"http://[::1\"", "\"http://user:pw@a.example/1\"", "\"http://a.example/%\"",
        "\"http://a.example/%00\"", "\"http://a.example/\\\\..\\\\1\"", "\"http://xn--/1\"", "\"http://xn--a-\\u00fc/1\"", "\"http://\\u00fc.example/1\"", "\"http://\\u200d/1\"", "\"http://a..b/1\"",
        $"\"http://{new string('ü', 64)}.example/1\"", $"\"http://{string.Join('.', Enumerable.Repeat(new string('ü', 50), 20))}/1\"", $"\"http://a.example/{new string('/', 3000)}\"", "\"http://-/1\"",
        "\"http://1.2.3.4.5/1\"", "\"http://0x7f.1/\"", "\"http://%61.example/1\"", "\"http://\\uff0e\\uff0e/1\"", "\"HTTP://A.EXAMPLE/1\"", "\"http://a.example\\u0000/1\"", "\" http://a.example/1 \"",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"properties": null}""")]
    [InlineData("""{"properties": []}""")]
    [InlineData("""{"properties": {"data_id": null, "pubtime": "x"}, "links": [null]}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "x"}, "links": [null]}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "x"}, "links": [[null]]}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "x"}, "links": {"rel": "canonical"}}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "x"}, "links": [{"rel": "canonical", "href": null}, {"rel": "canonical"}, {}]}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "x"}, "links": [{"rel": ["canonical"], "href": "https://a.example/1"}]}""")]
    [InlineData("""{"properties": {"data_id": "x"}, "links": [{"rel": "canonical", "href": "https://a.example/1"}]}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": 1e999}, "links": []}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "x", "content": {"encoding": "base64", "value": null}}}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "x", "content": 3}}""")]
    [InlineData("""{"properties": {"data_id": "\ud800", "pubtime": "x"}, "links": [{"rel": "canonical", "href": "https://a.example/1"}]}""")]
    [InlineData("""{"properties": {"data_id": "x", "data_id": null, "pubtime": "x"}, "links": [{"rel": "canonical", "href": "https://a.example/1"}]}""")]
    public void What_is_no_notification_is_refused(string message) => Assert.Throws<InvalidDataException>(() => Parse(message));

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:,one")]
    [InlineData("//a.example/1")]
    [InlineData("http:///1")]
    [InlineData("http://a.example:99999/1")]
    public void Of_several_links_those_are_left_out_that_cannot_be_followed(string link)
    {
        var notice = Parse($$"""
            {"properties": {"data_id": "x", "pubtime": "x"}, "links": [null, {"rel": "canonical", "href": "{{link}}"}, {"rel": "canonical", "href": "https://a.example/1"}, null]}
            """);

        Assert.Equal("https://a.example/1", Assert.Single(notice!.Links).AbsoluteUri);
    }

    [Theory]
    [InlineData("""{"geometry": null, "properties": {"data_id": "x", "pubtime": "x", "integrity": null, "content": null}, "links": [null, {"rel": "canonical", "href": "https://a.example/1"}]}""")]
    [InlineData("""{"geometry": [1e999], "properties": {"data_id": "x", "pubtime": "x"}, "links": [], "links": [{"rel": "canonical", "href": "https://a.example/1"}]}""")]
    [InlineData("""{"properties": {"data_id": "x", "pubtime": "x", "integrity": {}}, "links": [{"rel": "canonical", "href": "https://a.example/1"}]}""")]
    public void What_is_of_no_matter_may_be_whatever_it_is(string message) => Assert.NotNull(Parse(message));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_a_notification_in_which_values_were_taken_by_others_nothing_else_is_thrown(int seed)
    {
        var random = new Random(seed);
        var tokens = Tokens().Split(Valid);
        for (var i = 0; i < 1000; i++)
        {
            var changed = (string[])tokens.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                // Tokens are at the odd places, what is between them at the even ones.
                changed[(2 * random.Next(changed.Length / 2)) + 1] = Values[random.Next(Values.Length)];
            }

            Try(Encoding.UTF8.GetBytes(string.Concat(changed)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_a_notification_of_which_bytes_were_changed_nothing_else_is_thrown(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 1000; i++)
        {
            var bytes = new List<byte>(Encoding.UTF8.GetBytes(Valid));
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var (place, length) = (random.Next(bytes.Count), random.Next(1, 40));
                switch (random.Next(4))
                {
                    case 0:
                        bytes[place] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.Insert(place, "{}[]\":,\\\0\x7F\x1F"u8[random.Next(11)]);
                        break;
                    case 2:
                        bytes.RemoveRange(place, Math.Min(length, bytes.Count - place));
                        break;
                    default:
                        bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(place, Math.Min(length, bytes.Count - place)));
                        break;
                }
            }

            Try([.. bytes]);
        }
    }

    private static Notice? Parse(string message) => Notice.Parse(Encoding.UTF8.GetBytes(message));

    private static void Try(byte[] message)
    {
        try
        {
            if (Notice.Parse(message) is { } notice)
            {
                Assert.NotEmpty(notice.Identifier);
                Assert.InRange(notice.Name.Length, 1, 128);
                // Whoever asks for them is not surprised.
                Assert.All(notice.Links, link => Assert.NotEmpty(link.IdnHost + link.Authority + link.Segments[^1] + link.PathAndQuery));
                Assert.True(notice.Links.Count > 0 || notice.Inline is not null);
            }
        }
        catch (InvalidDataException)
        {
            // Refused.
        }
    }

    // Strings and numbers; with the parentheses they are kept when the text is split.
    [GeneratedRegex("(\"[^\"]*\"|\\{[^{}]*\\}|[0-9][0-9.]*)")]
    private static partial Regex Tokens();
}
