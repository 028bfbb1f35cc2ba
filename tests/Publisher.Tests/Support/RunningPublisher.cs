using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;
using Slams.Publisher.Feed;

namespace Slams.Publisher.Tests.Support;

/// <summary>The whole publisher on a free port of the loopback, fed from memory.</summary>
internal sealed class RunningPublisher : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ScratchFolder? _ownFolder;
    private long _appended;

    private RunningPublisher(WebApplication app, QueueFeed feed, ScratchFolder? ownFolder)
    {
        _app = app;
        Feed = feed;
        _ownFolder = ownFolder;
        _appended = feed.Committed;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single() + "/"), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public QueueFeed Feed { get; }

    public IServiceProvider Services => _app.Services;

    public AnalysisStore Store => Services.GetRequiredService<AnalysisStore>();

    /// <summary>Starts a publisher and waits until it knows what lies in its folder.</summary>
    public static async Task<RunningPublisher> StartAsync(
        Action<PublisherOptions>? configure = null, string? folder = null, QueueFeed? feed = null, Action<IServiceCollection>? services = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var own = folder is null ? new ScratchFolder() : null;
        feed ??= new QueueFeed();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<IAnalysisFeed>(feed);
        services?.Invoke(builder.Services);
        builder.AddPublisher(options =>
        {
            options.OutputFolder = folder ?? own!.Path;
            options.Url = "http://127.0.0.1:0";
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
            options.CircuitPause = TimeSpan.FromSeconds(0.5);
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapPublisher();
        var opening = feed.NextOpening;
        await app.StartAsync();
        if (app.Services.GetRequiredService<IOptions<PublisherOptions>>().Value.Files)
        {
            await opening.WaitAsync(TimeSpan.FromSeconds(30));
        }

        return new RunningPublisher(app, feed, own);
    }

    /// <summary>Appends analyses to the log and waits until they are published.</summary>
    public async Task PublishAsync(params Analysis[] analyses)
    {
        foreach (var analysis in analyses)
        {
            Feed.Append(analysis);
        }

        _appended += analyses.Length;
        await Feed.CommittedAsync(_appended);
    }

    /// <summary>Stops it: from now on nobody answers.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ownFolder?.Dispose();
    }
}
