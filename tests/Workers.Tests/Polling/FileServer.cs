using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Slams.Workers.Tests.Polling;

/// <summary>A web server of files that answers as it is told to, and remembers what it was asked.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Path, string Tag, string Since)> _asked = [];

    private FileServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Paths that were asked for, with the conditions that came along.</summary>
    public IReadOnlyList<(string Path, string Tag, string Since)> Asked => [.. _asked];

    public int Times(string path) => _asked.Count(one => one.Path == path);

    public static async Task<FileServer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new FileServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>What is answered at a path from now on.</summary>
    public void Answer(string path, Func<HttpContext, Task> answer) => _answers[path] = answer;

    /// <summary>A status without content.</summary>
    public void Answer(string path, int status, string? retryAfter = null) => Answer(path, context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    /// <summary>A file whose server keeps to conditions, unless it is one that does not.</summary>
    public void Put(string path, string content, string? tag = null, bool heedsConditions = true) => Answer(path, context =>
    {
        context.Response.Headers.ETag = tag;
        if (heedsConditions && tag is not null && context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsync(content);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        _asked.Enqueue((path, context.Request.Headers.IfNoneMatch.ToString(), context.Request.Headers.IfModifiedSince.ToString()));
        if (_answers.TryGetValue(path, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
