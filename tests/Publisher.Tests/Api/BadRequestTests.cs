using System.Net;
using System.Text.Json;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class BadRequestTests
{
    [Theory]
    [InlineData("api/v1/cycles?limit=0", 400)]
    [InlineData("api/v1/cycles?limit=-3", 400)]
    [InlineData("api/v1/cycles?limit=1e3", 400)]
    [InlineData("api/v1/cycles?limit=99999999999999999999", 400)]
    [InlineData("api/v1/cycles?before=yesterday", 400)]
    [InlineData("api/v1/cycles/19990101T0000Z", 404)]
    [InlineData("api/v1/cycles/19870231T0600Z", 400)]
    [InlineData("api/v1/cycles/..%2F..%2Fetc%2Fpasswd", 400)]
    [InlineData("api/v1/cycles/..%2Fsecret/file", 400)]
    [InlineData("api/v1/cycles/latest/field", 400)]
    [InlineData("api/v1/cycles/latest/field?level=NaN", 400)]
    [InlineData("api/v1/cycles/latest/field?level=850", 400)]
    [InlineData("api/v1/cycles/latest/field?level=85000&statistic=median", 400)]
    [InlineData("api/v1/cycles/latest/field?level=85000&format=xml", 400)]
    [InlineData("api/v1/cycles/latest/field?level=85000&variable=wind", 400)]
    [InlineData("api/v1/nothing", 404)]
    [InlineData("style.css/..%2f..%2fPublisher.dll", 404)]
    public async Task Answer_is_a_problem_document_with_the_right_status(string address, int status)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));

        using var response = await publisher.Client.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", string.Join(';', response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_verb_is_refused()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        using var response = await publisher.Client.DeleteAsync("api/v1/cycles/latest");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_fault_inside_tells_nothing_of_the_inside()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(options => options.CachedAnalyses = 1, folder.Path);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "analysis_19870111T0600Z.nc"), "no longer an analysis");

        using var response = await publisher.Client.GetAsync("api/v1/cycles/19870111T0600Z/stations");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(folder.Path, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
    }
}
