using System.Text.Json;
using Slams.Core.Analyses;
using Slams.Formats.Tests.Support;
using Slams.Formats.Zarr;

namespace Slams.Formats.Tests.Zarr;

public sealed class ZarrRetentionTests
{
    private const int ShardTimes = 2;
    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);

    /// <summary>Cycles 0 (revised), 1, 3 (failed), 4 to 7: of those within half a day of the seventh, 5 is the oldest, and shares its shard with 4.</summary>
    [Fact]
    public async Task Another_reader_finds_the_axis_whole_what_is_kept_and_nothing_where_shards_were_removed()
    {
        using var folder = new ScratchFolder();
        var store = folder["run.zarr"];
        await AddAsync(store, AnalysisZarrStoreTests.At(0), AnalysisZarrStoreTests.At(1), AnalysisZarrStoreTests.At(3) with { Failure = "no model" });
        await AddAsync(store, [.. Enumerable.Range(4, 4).Select(number => AnalysisZarrStoreTests.At(number)), AnalysisZarrStoreTests.At(0, revision: 1)]);

        var removal = await Retention(store, HalfADay).ApplyAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new ZarrRemoval(2, AnalysisZarrStoreTests.At(4).Cycle.Time), removal);
        Assert.Null(await Retention(store, HalfADay).ApplyAsync(TestContext.Current.CancellationToken));
        await AddAsync(store, AnalysisZarrStoreTests.At(8));

        Assert.Equal(["2", "3", "4"], Shards(store, "air_temperature"));
        Assert.Equal(["2", "3", "4"], Shards(store, "air_temperature_spread"));
        using var seen = JsonDocument.Parse(Zarrita.Read(store));
        var root = seen.RootElement;
        Assert.Equal(
            Enumerable.Range(0, 9).Select(i => (double)AnalysisZarrStoreTests.At(i).Cycle.Time.ToUnixTimeSeconds()), AnalysisZarrStoreTests.Numbers(root, "time"));
        Assert.Equal([-3, -3, -1, -2, 0, 0, 0, 0, 0], AnalysisZarrStoreTests.Numbers(root, "revision"));
        var index = (((2 * 48) + 5) * 96) + 7;
        Assert.Equal(
            [null, null, null, null, .. Enumerable.Range(4, 5).Select(number => (double?)AnalysisZarrStoreTests.At(number).MeanK[index])],
            AnalysisZarrStoreTests.Values(root, "mean"));
        Assert.Equal(4, AnalysisZarrStoreTests.Values(root, "spread").Count(value => value is null));
        using var group = JsonDocument.Parse(File.ReadAllText(Path.Combine(store, "zarr.json")));
        Assert.Equal(AnalysisZarrStoreTests.At(4).Cycle.Index, group.RootElement.GetProperty("attributes").GetProperty(ZarrRetention.Attribute).GetInt64());
    }

    [Fact]
    public async Task What_was_removed_does_not_come_back_and_what_is_kept_is_revised()
    {
        using var folder = new ScratchFolder();
        await AddAsync(folder.FullName, [.. Enumerable.Range(0, 5).Select(number => AnalysisZarrStoreTests.At(number))]);
        await Retention(folder.FullName, HalfADay).ApplyAsync(TestContext.Current.CancellationToken);
        var store = new AnalysisZarrStore(new ZarrFolder(folder.FullName), ShardTimes);

        Assert.Equal(ZarrAddition.Removed, await store.AddAsync(AnalysisZarrStoreTests.At(1, revision: 1), TestContext.Current.CancellationToken));
        Assert.Equal(ZarrAddition.Added, await store.AddAsync(AnalysisZarrStoreTests.At(2, revision: 1), TestContext.Current.CancellationToken));
        Assert.Equal(["1", "2"], Shards(folder.FullName, "air_temperature"));
    }

    /// <summary>Cycles 0 to 2 and 7 and 8: gaps take no place among those that are kept.</summary>
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(5, 0)]
    [InlineData(9, 0)]
    public async Task A_number_of_cycles_is_one_of_those_that_are_there(int cycles, int firstShard)
    {
        using var folder = new ScratchFolder();
        await AddAsync(folder.FullName, [.. new[] { 0, 1, 2, 7, 8 }.Select(number => AnalysisZarrStoreTests.At(number))]);

        await new ZarrRetention(new ZarrFolder(folder.FullName), TimeSpan.Zero, cycles).ApplyAsync(TestContext.Current.CancellationToken);

        Assert.Equal(firstShard, int.Parse(Shards(folder.FullName, "air_temperature")[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Age_leaves_the_newest_shard_whatever_it_is_and_no_age_or_no_store_is_no_removal()
    {
        using var folder = new ScratchFolder();
        Assert.Null(await Retention(folder["none.zarr"], HalfADay).ApplyAsync(TestContext.Current.CancellationToken));
        var store = folder["run.zarr"];
        await AddAsync(store, [.. Enumerable.Range(0, 4).Select(number => AnalysisZarrStoreTests.At(number))]);
        Assert.Null(await Retention(store, TimeSpan.Zero).ApplyAsync(TestContext.Current.CancellationToken));
        Assert.Null(await Retention(store, TimeSpan.MaxValue).ApplyAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(await Retention(store, TimeSpan.FromSeconds(1)).ApplyAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["1"], Shards(store, "air_temperature"));
    }

    /// <summary>Fails in turn at each thing that it writes or deletes, as a process that is killed there.</summary>
    [Fact]
    public async Task Killed_anywhere_it_is_finished_by_the_next_to_the_same_bytes()
    {
        using var folder = new ScratchFolder();
        var whole = folder["whole.zarr"];
        await AddAsync(whole, [.. Enumerable.Range(0, 6).Select(number => AnalysisZarrStoreTests.At(number))]);
        await Retention(whole, HalfADay).ApplyAsync(TestContext.Current.CancellationToken);
        var steps = 0;
        for (var killed = true; killed; steps++)
        {
            var store = folder[FormattableString.Invariant($"{steps}.zarr")];
            await AddAsync(store, [.. Enumerable.Range(0, 6).Select(number => AnalysisZarrStoreTests.At(number))]);
            killed = await Record.ExceptionAsync(() => new ZarrRetention(new Mortal(new ZarrFolder(store), steps), HalfADay, 0).ApplyAsync()) is IOException;
            // No reader is told of a cycle whose shard is gone.
            Assert.All(
                AnalysisZarrStoreTests.Numbers(JsonDocument.Parse(Zarrita.Read(store)).RootElement, "revision").Index(),
                revision => Assert.True(revision.Item < 0 || Shards(store, "air_temperature").Contains((revision.Index / ShardTimes).ToString(provider: null))));

            await Retention(store, HalfADay).ApplyAsync(TestContext.Current.CancellationToken);
            Assert.Equal(AnalysisZarrStoreTests.Files(whole), AnalysisZarrStoreTests.Files(store));
        }

        // Revisions, a shard of each field, the group; and once through.
        Assert.Equal(5, steps);
    }

    [Fact]
    public async Task A_group_that_is_none_is_refused_by_name()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["zarr.json"], "{\"zarr_format\": 3}", TestContext.Current.CancellationToken);

        var problem = await Assert.ThrowsAsync<InvalidDataException>(() => Retention(folder.FullName, HalfADay).ApplyAsync());

        Assert.Contains("zarr.json does not describe", problem.Message, StringComparison.Ordinal);
    }

    private static ZarrRetention Retention(string store, TimeSpan age) => new(new ZarrFolder(store), age, 0);

    private static async Task AddAsync(string store, params Analysis[] analyses)
    {
        foreach (var analysis in analyses)
        {
            Assert.Equal(ZarrAddition.Added, await new AnalysisZarrStore(new ZarrFolder(store), ShardTimes).AddAsync(analysis));
        }
    }

    private static List<string> Shards(string store, string field) =>
        [.. Directory.EnumerateDirectories(Path.Combine(store, field, "c")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>A storage that fails after a number of changes.</summary>
    private sealed class Mortal(IZarrStorage storage, int changes) : IZarrStorage
    {
        private int _left = changes;

        public string Name => storage.Name;

        public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => storage.ReadAsync(key, cancellationToken);

        public Task WriteAsync(string key, byte[] content, CancellationToken cancellationToken) =>
            _left-- > 0 ? storage.WriteAsync(key, content, cancellationToken) : throw new IOException("killed");

        public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
            _left-- > 0 ? storage.DeleteAsync(key, cancellationToken) : throw new IOException("killed");
    }
}
