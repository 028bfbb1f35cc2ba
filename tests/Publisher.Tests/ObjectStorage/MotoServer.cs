using System.Diagnostics;
using System.Globalization;
using Slams.Formats.Tests.Support;

namespace Slams.Publisher.Tests.ObjectStorage;

/// <summary>An object store written by others: moto, in Python. Tests are skipped with a reason where it is not installed.</summary>
internal sealed class MotoServer : IDisposable
{
    // Ends with its input, so with this process whatever becomes of it.
    private const string Script = """
        import sys
        from moto.server import ThreadedMotoServer
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        print(server.get_host_and_port()[1], flush=True)
        sys.stdin.read()
        server.stop()
        """;

    private readonly Process _process;

    private readonly string _python;

    private MotoServer(string python, Process process, int port)
    {
        (_python, _process) = (python, process);
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    public string Address { get; }

    public static async Task<MotoServer> StartAsync()
    {
        var python = OutsideTool.PythonWith("moto.server");
        var process = Process.Start(new ProcessStartInfo(python, ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // Its log of requests would fill the pipe.
        process.BeginErrorReadLine();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var port = await process.StandardOutput.ReadLineAsync(deadline.Token);
        return new MotoServer(python, process, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    /// <summary>What a script prints that asks the store through boto3, as <c>s3</c>.</summary>
    public string Ask(string script) => OutsideTool.Run(
        _python, "-c",
        $"""
        import boto3, hashlib, json
        s3 = boto3.client("s3", endpoint_url="{Address}", region_name="us-east-1", aws_access_key_id="any", aws_secret_access_key="any")
        {script}
        """);

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
