using System.Globalization;
using System.Text;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>Stations on a tropical ocean that report now, a file every second, until they are stopped.</summary>
internal sealed class StationFeed : IAsyncDisposable
{
    private const int Stations = 20;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder;
    private readonly Task _running;
    private volatile bool _floods;

    /// <summary>Begins to report into a folder.</summary>
    public StationFeed(string folder)
    {
        _folder = folder;
        _running = RunAsync();
    }

    /// <summary>Each sends three times as many readings that cannot be, too.</summary>
    public void Flood() => _floods = true;

    /// <summary>One file that is no table of readings but for its head.</summary>
    public void SendUnreadable() => Send("unreadable", "damaged in transit\n");

    /// <summary>Ends.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            var last = "";
            for (var file = 0; ; file++)
            {
                // On a busy machine two ticks may fall into one second: a second report of it would be a repeat.
                string now;
                while ((now = string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}")) == last)
                {
                    await timer.WaitForNextTickAsync(_stop.Token);
                }

                last = now;
                var lines = new StringBuilder();
                for (var i = 0; i < Stations * (_floods ? 4 : 1); i++)
                {
                    lines.Append(CultureInfo.InvariantCulture, $"buoy-{i},{now},5,{-170 + (0.1 * i):0.0},0,{(i < Stations ? 299 : 399)},\n");
                }

                Send(FormattableString.Invariant($"{file:D6}"), lines.ToString());
                await timer.WaitForNextTickAsync(_stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private void Send(string name, string lines)
    {
        var partial = Path.Combine(_folder, "." + name);
        File.WriteAllText(partial, "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\n" + lines);
        File.Move(partial, Path.Combine(_folder, name + ".csv"));
    }
}
