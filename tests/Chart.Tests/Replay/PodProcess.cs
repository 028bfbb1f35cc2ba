using System.Diagnostics;
using System.Net;
using System.Text;
using k8s.Models;
using Slams.Chart.Tests.Support;
using Slams.Publisher.Tests.Support;

namespace Slams.Chart.Tests.Replay;

/// <summary>
/// A worker as a process with the environment and mounts that the chart gives its container, and no other environment. A mount is a
/// folder of this machine, so paths in the environment are put in its place; pods have addresses of their own, so the ports are free ones here.
/// </summary>
internal sealed class PodProcess : IAsyncDisposable
{
    /// <summary>More than any of them needs on a slow machine; what takes longer hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly StringBuilder _text = new();
    private readonly V1Container _container;
    private readonly IReadOnlyDictionary<string, int> _ports;

    private PodProcess(Process process, V1Container container, IReadOnlyDictionary<string, int> ports) => (_process, _container, _ports) = (process, container, ports);

    /// <summary>All it has printed.</summary>
    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Starts the only container of a pod.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="mounts">Folders of this machine by mount path.</param>
    /// <param name="folder">Working folder, in place of the image's.</param>
    public static PodProcess Start(RenderedChart chart, Pod pod, IReadOnlyDictionary<string, string> mounts, string folder)
    {
        var container = Assert.Single(pod.Spec.Containers);
        var ports = container.Ports.ToDictionary(port => port.Name, _ => FreePort.Find());
        Assert.Null(container.Command);
        var start = StartInfo(chart, pod, mounts, folder, ports, container.Args ?? []);
        var running = new PodProcess(new Process { StartInfo = start }, container, ports);
        running._process.OutputDataReceived += (_, line) => running.Note(line.Data);
        running._process.ErrorDataReceived += (_, line) => running.Note(line.Data);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Runs the health check of the worker's image in the same environment; gives its exit code.</summary>
    public async Task<int> AskAsImageDoesAsync(RenderedChart chart, Pod pod, IReadOnlyDictionary<string, string> mounts, string folder)
    {
        var worker = KnownWorker.Of(pod.Component);
        var check = DockerFile.Of(worker.Project).HealthCheck!;
        Assert.Equal(DockerFile.Of(worker.Project).Entrypoint[0], check[0]);
        using var process = Process.Start(StartInfo(chart, pod, mounts, folder, _ports, check[1..]))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Asks a path of one of its ports; null while it does not answer.</summary>
    public async Task<(HttpStatusCode Status, string Text)?> GetAsync(string path, string port = "http")
    {
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{_ports[port]}{path}"), TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits until all three probes of its container succeed.</summary>
    public async Task WaitUntilReadyAsync()
    {
        foreach (var probe in new[] { _container.StartupProbe, _container.LivenessProbe, _container.ReadinessProbe })
        {
            await UntilAsync(async () => (await GetAsync(probe.HttpGet.Path))?.Status == HttpStatusCode.OK, probe.HttpGet.Path);
        }
    }

    /// <summary>Waits for something that it brings about.</summary>
    public async Task UntilAsync(Func<Task<bool>> done, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (!await done())
        {
            Assert.False(_process.HasExited, $"{_container.Name} ended before {what}.");
            Assert.False(limit.IsCancellationRequested, $"{_container.Name}: {what} does not come.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

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
    }

    private static ProcessStartInfo StartInfo(
        RenderedChart chart, Pod pod, IReadOnlyDictionary<string, string> mounts, string folder, IReadOnlyDictionary<string, int> ports, IEnumerable<string> arguments)
    {
        var container = Assert.Single(pod.Spec.Containers);
        Assert.Equal(container.VolumeMounts.Select(mount => mount.MountPath).Order(StringComparer.Ordinal), mounts.Keys.Order(StringComparer.Ordinal));
        var worker = KnownWorker.Of(pod.Component);
        var program = DockerFile.Of(worker.Project).Entrypoint[0];
        var start = new ProcessStartInfo(Repository.Program(worker.Project, program["./".Length..]), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Only what finds the runtime. No shell in between either: some drop variables with dots in their names.
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME") && !name.StartsWith("DOTNET_ROOT", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environments.Of(chart, container, $"{pod.Owner.Split(' ')[1]}-0"))
        {
            var here = container.Ports.Aggregate(value, (text, port) => text.Replace(
                FormattableString.Invariant($"0.0.0.0:{port.ContainerPort}"), FormattableString.Invariant($"127.0.0.1:{ports[port.Name]}"), StringComparison.Ordinal));
            var mount = mounts.Keys.SingleOrDefault(path => here == path || here.StartsWith(path + '/', StringComparison.Ordinal));
            start.Environment[name] = mount is null ? here : mounts[mount] + here[mount.Length..];
        }

        return start;
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
