using System.Text.Json;

namespace Slams.Chart.Tests.Support;

/// <summary>What the last stage of a Dockerfile says.</summary>
internal sealed class DockerFile
{
    private readonly string[] _lines;

    private DockerFile(string[] lines) => _lines = lines;

    public static DockerFile Of(string project) => new(File.ReadAllLines(Repository.At("src", project, "Dockerfile")));

    /// <summary>All instructions of a kind, without the kind; the last is the one that counts.</summary>
    public string[] Instructions(string kind) =>
        [.. _lines.Where(line => line.StartsWith(kind + ' ', StringComparison.Ordinal)).Select(line => line[(kind.Length + 1)..])];

    /// <summary>The program that the image starts, with what it is told.</summary>
    public string[] Entrypoint => JsonSerializer.Deserialize<string[]>(Instructions("ENTRYPOINT")[^1])!;

    /// <summary>The program that asks for health.</summary>
    public string[]? HealthCheck =>
        Instructions("HEALTHCHECK") is [.., var last] ? JsonSerializer.Deserialize<string[]>(last[last.IndexOf('[', StringComparison.Ordinal)..]) : null;
}
