using Slams.Benchmarks;
using Slams.Streaming;

namespace Slams.EndToEnd.Tests.Replay;

/// <summary>
/// The benchmark of ingest gives the raw client the messages that ingest has appended to a log in memory. They must be those
/// of a real log, and ingest must ask nothing of a log that this one does not answer.
/// </summary>
public sealed class CollectedIngestTests : IDisposable
{
    private const string Prefix = "bench";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-collected-");

    [Fact]
    public async Task The_raw_client_of_the_benchmark_is_given_what_ingest_appends_to_a_real_log()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var file = Directory.EnumerateFiles(Samples.Stations).Order(StringComparer.Ordinal).First();
        File.Copy(file, Path.Combine(_folder.CreateSubdirectory("stations").FullName, Path.GetFileName(file)));
        var stations = new StationFolder(Path.Combine(_folder.FullName, "stations"));
        var topic = new Topics(Prefix).Readings;
        var collected = new CollectingLog(topic, StationFolder.Partitions);

        await stations.IngestAsync(collected, Prefix);
        await using var log = EventLogs.Open("sqlite:" + Path.Combine(_folder.FullName, "log.db"));
        await stations.IngestAsync(log, Prefix);
        var stored = new List<byte[]>();
        await foreach (var record in log.ScanAsync(topic, [], cancellationToken))
        {
            stored.Add(record.Value.ToArray());
        }

        Assert.NotEmpty(stored);
        Assert.Equal(Ordered(stored), Ordered(collected.Batches.SelectMany(batch => batch).Select(record => record.Value.ToArray())));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Batches go to partitions side by side: their order between partitions says nothing.</summary>
    private static string[] Ordered(IEnumerable<byte[]> values) => [.. values.Select(Convert.ToHexString).Order(StringComparer.Ordinal)];
}
