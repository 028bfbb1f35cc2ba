using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Slams.Hosting.Observability;

/// <summary>
/// Asks the worker of the same container whether it is alive: images without a shell have nothing else that could. An orchestrator
/// that asks over HTTP does not need it.
/// </summary>
public static class HealthQuestion
{
    /// <summary>The argument of a worker that asks in place of working.</summary>
    public const string Command = "health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks; gives the exit code: 0 alive, 1 not, with the reason on the error stream.</summary>
    /// <param name="urlKey">Key of the setting with the address that the worker listens on, with a port of its own.</param>
    /// <param name="settings">Settings; those of the environment unless given.</param>
    public static async Task<int> AskAsync(string urlKey, IConfiguration? settings = null)
    {
        settings ??= new ConfigurationBuilder().AddEnvironmentVariables().Build();
        try
        {
            // A certificate is for the name that others use; this asks the own machine whether it is alive, and tells nothing.
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
            using var client = new HttpClient(handler) { Timeout = Patience };
            using var answer = await client.GetAsync(Question(urlKey, settings[urlKey]));
            if (answer.IsSuccessStatusCode)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync(await answer.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or FormatException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
        }

        return 1;
    }

    private static Uri Question(string urlKey, string? url)
    {
        if (string.IsNullOrEmpty(url) || BindingAddress.Parse(url) is not { Port: > 0 } address)
        {
            throw new FormatException($"{urlKey} is '{url}'; an address with a port is needed to ask there.");
        }

        // Who listens everywhere listens here too.
        var host = address.Host switch { "0.0.0.0" or "*" or "+" => "127.0.0.1", "[::]" => "[::1]", var other => other };
        return new UriBuilder(address.Scheme, host, address.Port, "/health/live").Uri;
    }
}
