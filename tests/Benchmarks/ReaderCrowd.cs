using System.Collections.Concurrent;
using System.Net;

namespace Slams.Benchmarks;

/// <summary>
/// Clients of the publisher, each with a connection of its own. Readers go through the list, the newest cycle, a field, a profile and the
/// file in turns, and rest between an answer and the next request as people and scripts do. Listeners hold the event stream open and ask
/// for the newest field at each event, as the map page does.
/// </summary>
internal sealed class ReaderCrowd
{
    private const string Latest = "/api/v1/cycles/latest", Field = Latest + "/field?level=50000&statistic=mean&format=binary";

    private static readonly (string Kind, string Path)[] Requests =
    [
        ("list", "/api/v1/cycles?limit=20"), ("latest", Latest), ("field", Field),
        ("position", "/edr/collections/analysis/position?coords=POINT(11 48)"), ("file", Latest + "/file"),
    ];

    private readonly ConcurrentQueue<Answer> _answers = [];
    private readonly List<Task> _clients = [];

    /// <summary>Sends the clients off.</summary>
    public static ReaderCrowd Start(CrowdOptions options, Uri address, CancellationToken cancellationToken)
    {
        var crowd = new ReaderCrowd();
        var pause = TimeSpan.FromMilliseconds(options.PauseMilliseconds);
        for (var i = 0; i < options.Readers; i++)
        {
            // They do not come in step.
            var wait = pause * ((double)i / options.Readers);
            var first = i % Requests.Length;
            crowd._clients.Add(Task.Run(() => crowd.ReadAsync(address, first, wait, pause, cancellationToken), CancellationToken.None));
        }

        for (var i = 0; i < options.Listeners; i++)
        {
            crowd._clients.Add(Task.Run(() => crowd.ListenAsync(address, cancellationToken), CancellationToken.None));
        }

        return crowd;
    }

    /// <summary>What was got so far does not count.</summary>
    public void Count() => _answers.Clear();

    /// <summary>Waits for the clients to leave, after they were told to, and returns what they got.</summary>
    public async Task<IReadOnlyCollection<Answer>> EndAsync()
    {
        await Task.WhenAll(_clients);
        return _answers;
    }

    private async Task ReadAsync(Uri address, int first, TimeSpan wait, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var client = Client(address);
        try
        {
            await Task.Delay(wait, cancellationToken);
            for (var request = first; ; request = (request + 1) % Requests.Length)
            {
                await AskAsync(client, Requests[request].Kind, Requests[request].Path, cancellationToken);
                await Task.Delay(pause, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ListenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = Client(address);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var _ in RunningService.EventsAsync(client, cancellationToken))
                {
                    await AskAsync(client, "event: field", Field, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
            {
                if (!cancellationToken.IsCancellationRequested)
                {
                    _answers.Enqueue(new Answer("events", 0, IsGood: false));
                    await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
                }
            }
        }
    }

    private async Task AskAsync(HttpClient client, string kind, string path, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var isGood = false;
        try
        {
            using var response = await client.GetAsync(path, cancellationToken);
            isGood = response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Broken off: counted as an answer that is none.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No answer in time: likewise.
        }

        _answers.Enqueue(new Answer(kind, TimeProvider.System.GetElapsedTime(start).TotalSeconds, isGood));
    }

    private static HttpClient Client(Uri address) => new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
    };
}
