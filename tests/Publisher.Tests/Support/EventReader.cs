namespace Slams.Publisher.Tests.Support;

/// <summary>Reads server-sent events as a browser would.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventReader(HttpResponseMessage response, StreamReader reader)
    {
        _response = response;
        _reader = reader;
    }

    public static async Task<EventReader> OpenAsync(HttpClient client, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/events");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        // The greeting comes once the subscription stands.
        while (await ReadLineAsync(reader) is { Length: > 0 })
        {
        }

        return new EventReader(response, reader);
    }

    /// <summary>The next block of lines: an event, or a comment.</summary>
    public async Task<IReadOnlyList<string>> NextBlockAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync(_reader) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    public async Task<string> NextIdAsync() => (await NextBlockAsync()).Single(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await reader.ReadLineAsync(deadline.Token);
    }
}
