using System.Diagnostics;
using System.Net;
using System.Text;
using Slams.Chart.Tests.Support;
using Slams.Publisher.Tests.Support;

namespace Slams.Chart.Tests.Images;

/// <summary>A worker started from the content of its image, with an environment of its own and without an installed .NET.</summary>
internal sealed class ImageProcess : IAsyncDisposable
{
    /// <summary>More than it needs on a slow machine; what takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client = new();
    private readonly StringBuilder _text = new();
    private readonly Func<string[], ProcessStartInfo> _start;
    private readonly string _project;
    private readonly Process _process;
    private readonly Uri _url;

    private ImageProcess(string project, Uri url, Func<string[], ProcessStartInfo> start)
    {
        (_project, _url, _start) = (project, url, start);
        _process = new Process { StartInfo = start(DockerFile.Of(project).Entrypoint[1..]) };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="image">Folder that is <c>/app</c> in the image.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Its settings but the address, which is a free one here.</param>
    public static ImageProcess Start(string project, string image, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var url = FormattableString.Invariant($"http://127.0.0.1:{FreePort.Find()}");
        return new ImageProcess(project, new Uri(url), arguments =>
        {
            var start = new ProcessStartInfo(Path.Combine(image, DockerFile.Of(project).Entrypoint[0]), arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment.Clear();
            start.Environment["DOTNET_ROOT"] = folder;
            start.Environment["Worker__Url"] = url;
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }

            return start;
        });
    }

    /// <summary>Waits until a path answers well, with some words.</summary>
    public async Task WaitForAsync(string path, string words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (!await AnswersAsync(path, words))
        {
            Assert.False(_process.HasExited, $"It ended before {path} answered. It printed:\n{Text()}");
            Assert.False(limit.IsCancellationRequested, $"{path} does not answer. It printed:\n{Text()}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Runs the health check of the image; gives its exit code.</summary>
    public async Task<int> AskAsImageDoesAsync()
    {
        using var process = Process.Start(_start(DockerFile.Of(_project).HealthCheck![1..]))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Files that it has mapped into its memory.</summary>
    public IReadOnlySet<string> Libraries() => File.ReadLines(FormattableString.Invariant($"/proc/{_process.Id}/maps"))
        .Where(line => line.Contains('/', StringComparison.Ordinal)).Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).ToHashSet();

    /// <summary>Asks it to end, as Kubernetes does, and waits for it; gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", FormattableString.Invariant($"{_process.Id}")]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _client.Dispose();
    }

    private async Task<bool> AnswersAsync(string path, string words)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(_url, path), TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                && (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(words, StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    private string Text()
    {
        lock (_text)
        {
            return _text.ToString();
        }
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            lock (_text)
            {
                _text.AppendLine(line);
            }
        }
    }
}
