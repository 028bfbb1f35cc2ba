using Slams.Streaming.Sqlite;

namespace Slams.Streaming.Tests.Sqlite;

public sealed class HeaderTextTests
{
    [Fact]
    public void Headers_come_back()
    {
        var headers = new Dictionary<string, string> { ["slams-kind"] = "reading", [""] = "\u00e9\n" };

        Assert.Equal(headers, new HeaderText().Read(new HeaderText().Write(headers)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"slams-kind\": null}")]
    [InlineData("{\"slams-kind\": 1}")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Text_that_is_no_headers_is_damaged(string text) => Assert.Null(new HeaderText().Read(System.Text.Encoding.UTF8.GetBytes(text)));
}
