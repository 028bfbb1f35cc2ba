using System.Text.Json;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Formats.Tests.Analyses;
using Slams.Formats.Tests.Support;
using Slams.Formats.Zarr;

namespace Slams.Formats.Tests.Zarr;

public sealed class AnalysisZarrStoreTests
{
    private const int ShardTimes = 4;
    private static readonly Analysis First = AnalysisFileTests.Sample();

    /// <summary>Cycles 0, 1, 3 (failed) and 5, the first revised once, as an independent reader sees them.</summary>
    [Fact]
    public async Task Another_reader_finds_fields_times_revisions_and_gaps()
    {
        using var folder = new ScratchFolder();
        var store = new AnalysisZarrStore(new ZarrFolder(folder["run.zarr"]), ShardTimes);
        foreach (var analysis in new[] { At(0), At(1), At(3) with { Failure = "no model" }, At(5), At(0, revision: 1) })
        {
            Assert.Equal(ZarrAddition.Added, await store.AddAsync(analysis));
        }

        using var seen = JsonDocument.Parse(Zarrita.Read(folder["run.zarr"]));
        var root = seen.RootElement;
        Assert.Equal([6, 8, 48, 96], Numbers(root, "shape"));
        Assert.Equal(Enumerable.Range(0, 6).Select(i => (double)(First.Cycle.Time.ToUnixTimeSeconds() + (i * 21_600))), Numbers(root, "time"));
        Assert.Equal([1, 0, -1, -2, -1, 0], Numbers(root, "revision"));
        Assert.Equal(First.Grid.PressureLevelsPa, Numbers(root, "plev"));
        Assert.Equal(First.Grid.Horizontal.LatitudesDegrees, Numbers(root, "lat"));
        Assert.Equal(First.Grid.Horizontal.LongitudesDegrees, Numbers(root, "lon"));
        // One value of each field for each time: level 2, row 5, column 7.
        var index = (((2 * 48) + 5) * 96) + 7;
        Assert.Equal([Mean(0, 1), Mean(1, 0), null, null, null, Mean(5, 0)], Values(root, "mean"));
        Assert.Equal([First.SpreadK[index], First.SpreadK[index], null, null, null, First.SpreadK[index]], Values(root, "spread"));

        // At each reading of a field the indices of its two shards and the three chunks that are there; two chunks of times and three of coordinates.
        Assert.Equal((2 * (2 + 3)) + 5, root.GetProperty("checked").GetInt32());

        double? Mean(int number, int revision) => At(number, revision).MeanK[index];
    }

    [Fact]
    public async Task Adding_a_cycle_again_changes_no_byte_and_a_store_is_continued_by_another_process()
    {
        using var folder = new ScratchFolder();
        var (unbroken, restarted) = (folder["a.zarr"], folder["b.zarr"]);
        var store = new AnalysisZarrStore(new ZarrFolder(unbroken), ShardTimes);
        foreach (var number in Enumerable.Range(0, 6))
        {
            await store.AddAsync(At(number));
            // A shard of another size is asked for: the store keeps its own.
            await new AnalysisZarrStore(new ZarrFolder(restarted), number == 0 ? ShardTimes : 17).AddAsync(At(number));
        }

        await new AnalysisZarrStore(new ZarrFolder(restarted)).AddAsync(At(2));

        Assert.Equal(Files(unbroken), Files(restarted));
        // Two shards of two fields, six arrays that are not sharded or their metadata, and the group.
        Assert.Equal(4 + 5 + 7 + 1, Files(unbroken).Count);
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_goes_with_the_next_cycle()
    {
        using var folder = new ScratchFolder();
        var store = new AnalysisZarrStore(new ZarrFolder(folder.FullName), ShardTimes);
        await store.AddAsync(At(0));
        var partial = Path.Combine(folder.FullName, "air_temperature", "c", "0", "0", "0", ".0.7.partial");
        File.WriteAllText(partial, "half");

        await store.AddAsync(At(1));

        Assert.False(File.Exists(partial));
    }

    [Fact]
    public async Task The_time_axis_does_not_grow_backwards()
    {
        using var folder = new ScratchFolder();
        var store = new AnalysisZarrStore(new ZarrFolder(folder.FullName));
        await store.AddAsync(At(3));
        var before = Files(folder.FullName);

        Assert.Equal(ZarrAddition.BeforeStore, await store.AddAsync(At(2)));
        Assert.Equal(before, Files(folder.FullName));
    }

    [Fact]
    public async Task What_failed_and_earlier_revisions_leave_an_analysis_in_its_place()
    {
        using var folder = new ScratchFolder();
        var store = new AnalysisZarrStore(new ZarrFolder(folder.FullName));
        await store.AddAsync(At(0));
        await store.AddAsync(At(1, revision: 1));
        var before = Files(folder.FullName);

        Assert.Equal(ZarrAddition.Outranked, await store.AddAsync(At(0, revision: 1) with { Failure = "no model" }));
        Assert.Equal(ZarrAddition.Outranked, await store.AddAsync(At(1)));
        Assert.Equal(before, Files(folder.FullName));

        // An analysis takes the place of what failed.
        await store.AddAsync(At(2) with { Failure = "no model" });
        Assert.Equal(ZarrAddition.Added, await store.AddAsync(At(2, revision: 1)));
    }

    /// <summary>The same run once more with another seed, from its second cycle on.</summary>
    [Fact]
    public async Task Revisions_by_other_settings_are_replaced_whatever_their_number()
    {
        using var folder = new ScratchFolder();
        var store = new AnalysisZarrStore(new ZarrFolder(folder.FullName));
        foreach (var number in Enumerable.Range(0, 4))
        {
            await store.AddAsync(At(number, revision: 2));
        }

        foreach (var number in new[] { 1, 2 })
        {
            Assert.Equal(ZarrAddition.Added, await store.AddAsync(Again(number, 1)));
            Assert.Equal(ZarrAddition.Outranked, await store.AddAsync(Again(number, 0)));
        }

        // The fourth is still that of before.
        Assert.Equal(ZarrAddition.Added, await store.AddAsync(Again(3, 0)));

        static Analysis Again(int number, int revision)
        {
            var made = At(number, revision);
            return made with { Provenance = made.Provenance with { Seed = made.Provenance.Seed + 1 } };
        }
    }

    /// <summary>Before 0.2 chunks had no checksum.</summary>
    [Fact]
    public async Task A_store_of_an_earlier_version_goes_on_as_it_was_begun()
    {
        using var folder = new ScratchFolder();
        var (earlier, whole) = (folder["earlier.zarr"], folder["whole.zarr"]);
        await new AnalysisZarrStore(new ZarrFolder(earlier), ShardTimes).AddAsync(At(0, revision: 1));
        DropChecksums(earlier);
        foreach (var (number, revision) in new[] { (0, 1), (1, 0) })
        {
            await new AnalysisZarrStore(new ZarrFolder(earlier), ShardTimes).AddAsync(At(number, revision));
            await new AnalysisZarrStore(new ZarrFolder(whole), ShardTimes).AddAsync(At(number, revision));
        }

        Assert.NotEqual(Files(whole), Files(earlier));
        DropChecksums(whole);
        Assert.Equal(Files(whole), Files(earlier));
        Assert.Equal(ZarrAddition.Outranked, await new AnalysisZarrStore(new ZarrFolder(earlier)).AddAsync(At(0)));
        using var seen = JsonDocument.Parse(Zarrita.Read(earlier));
        Assert.Equal([1, 0], Numbers(seen.RootElement, "revision"));
    }

    [Fact]
    public async Task What_was_left_where_a_store_is_begun_is_none_of_it()
    {
        using var folder = new ScratchFolder();
        var (left, whole) = (folder["left.zarr"], folder["whole.zarr"]);
        await new AnalysisZarrStore(new ZarrFolder(left), 17).AddAsync(At(0, revision: 3));
        File.Delete(Path.Combine(left, "zarr.json"));

        await new AnalysisZarrStore(new ZarrFolder(left), ShardTimes).AddAsync(At(0));
        await new AnalysisZarrStore(new ZarrFolder(whole), ShardTimes).AddAsync(At(0));

        Assert.Equal(Files(whole), Files(left));
    }

    /// <summary>The description of a store of several shards is lost, and it begins anew one cycle later: no old chunk shows at another time.</summary>
    [Theory]
    [InlineData(1, 2, 3, 4, 5, 6)]
    [InlineData(1, 10)]
    [InlineData(1, 10, 6)]
    public async Task Shards_of_a_store_that_was_lost_are_not_read_back(params int[] numbers)
    {
        using var folder = new ScratchFolder();
        var (left, whole) = (folder["left.zarr"], folder["whole.zarr"]);
        foreach (var number in Enumerable.Range(0, 13))
        {
            await new AnalysisZarrStore(new ZarrFolder(left), ShardTimes).AddAsync(At(number, revision: 3));
        }

        File.Delete(Path.Combine(left, "zarr.json"));
        foreach (var number in numbers)
        {
            Assert.Equal(ZarrAddition.Added, await new AnalysisZarrStore(new ZarrFolder(left), ShardTimes).AddAsync(At(number)));
            await new AnalysisZarrStore(new ZarrFolder(whole), ShardTimes).AddAsync(At(number));
        }

        Assert.All(["zarr.json", "time/c/0", "revision/c/0"], key => Assert.Equal(File.ReadAllBytes(Path.Combine(whole, key)), File.ReadAllBytes(Path.Combine(left, key))));
        foreach (var field in new[] { "air_temperature", "air_temperature_spread" })
        {
            Assert.Equal(Chunks(whole, field), Chunks(left, field));
            Assert.Equal(numbers.Length, Chunks(left, field).Count(chunk => chunk is not null));
        }

        // Those on the axis of time: behind it, a reader looks for none.
        List<string?> Chunks(string store, string field) => [.. Enumerable.Range(0, numbers.Max()).Select(place =>
        {
            var shard = Path.Combine(store, field, "c", $"{place / ShardTimes}", "0", "0", "0");
            var chunk = File.Exists(shard) ? ZarrShard.Decode(File.ReadAllBytes(shard), ShardTimes)[place % ShardTimes] : null;
            return chunk is null ? null : Convert.ToHexString(chunk);
        })];
    }

    [Fact]
    public async Task Another_grid_and_a_damaged_store_are_refused_by_name()
    {
        using var folder = new ScratchFolder();
        var store = new AnalysisZarrStore(new ZarrFolder(folder.FullName));
        await store.AddAsync(At(0));
        var grid = new StateGrid(First.Grid.Horizontal, [.. First.Grid.PressureLevelsPa.Take(7)]);
        var other = First with { Grid = grid, MeanK = First.MeanK[..grid.ValueCount], SpreadK = First.SpreadK[..grid.ValueCount] };
        Assert.Contains("another grid", (await Assert.ThrowsAsync<InvalidDataException>(() => store.AddAsync(other))).Message, StringComparison.Ordinal);

        var revisions = Path.Combine(folder.FullName, "revision", "c", "0");
        var chunk = File.ReadAllBytes(revisions);
        File.WriteAllBytes(revisions, [.. chunk[..^9], (byte)(chunk[^9] ^ 1), .. chunk[^8..]]);
        Assert.EndsWith(
            "revision/c/0: A chunk has a wrong checksum.", (await Assert.ThrowsAsync<InvalidDataException>(() => store.AddAsync(At(1)))).Message, StringComparison.Ordinal);
        File.WriteAllBytes(revisions, chunk);

        var metadata = File.ReadAllText(folder["zarr.json"]);
        File.WriteAllText(folder["zarr.json"], metadata.Replace("zstd", "gzip", StringComparison.Ordinal));
        Assert.Contains("packed in another way", (await Assert.ThrowsAsync<InvalidDataException>(() => store.AddAsync(At(1)))).Message, StringComparison.Ordinal);

        File.WriteAllText(folder["zarr.json"], "{\"zarr_format\": 3}");
        Assert.Contains(
            "zarr.json does not describe", (await Assert.ThrowsAsync<InvalidDataException>(() => store.AddAsync(At(1)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"shape\":[1,8,48,96]", "\"shape\":[]", "another grid")]
    [InlineData("\"shape\":[1,8,48,96]", "\"shape\":[-1,8,48,96]", "another grid")]
    [InlineData("\"chunk_shape\":[4,8,48,96]", "\"chunk_shape\":[0,8,48,96]", "no such number of times")]
    [InlineData("\"chunk_shape\":[4,8,48,96]", "\"chunk_shape\":[2147483647,8,48,96]", "no such number of times")]
    [InlineData("\"first_cycle_index\":", "\"first_cycle_index\":-9", "not of one schedule")]
    [InlineData("\"zarr_format\":3", "\"zarr_format\":3,\"zarr_format\":3", "does not describe")]
    public async Task A_store_of_another_form_is_refused(string text, string other, string saying)
    {
        using var folder = new ScratchFolder();
        var storage = new ZarrFolder(folder.FullName);
        await new AnalysisZarrStore(storage, ShardTimes).AddAsync(At(0));
        var metadata = File.ReadAllText(folder["zarr.json"]);
        File.WriteAllText(folder["zarr.json"], metadata.Replace(text, other, StringComparison.Ordinal));
        Assert.NotEqual(metadata, File.ReadAllText(folder["zarr.json"]));

        Assert.Contains(saying, (await Assert.ThrowsAsync<InvalidDataException>(() => new AnalysisZarrStore(storage, ShardTimes).AddAsync(At(1)))).Message, StringComparison.Ordinal);
    }

    internal static Analysis At(int number, int revision = 0) => First with
    {
        Cycle = CycleSchedule.SixHourly.CycleAt(First.Cycle.Time + (number * CycleSchedule.SixHourly.Interval)),
        MeanK = [.. First.MeanK.Select(value => value + (10 * number) + revision)],
        Provenance = First.Provenance with { Revision = revision },
    };

    /// <summary>Makes a store as earlier versions did it out of one.</summary>
    private static void DropChecksums(string store)
    {
        foreach (var path in Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(path);
            if (Path.GetFileName(path) == "zarr.json")
            {
                var without = File.ReadAllText(path).Replace("\"checksum\":false}},{\"name\":\"crc32c\"}]", "\"checksum\":false}}]", StringComparison.Ordinal);
                Assert.NotEqual(content.Length, without.Length);
                File.WriteAllText(path, without);
            }
            else
            {
                File.WriteAllBytes(
                    path,
                    Path.GetRelativePath(store, path).StartsWith("air_temperature", StringComparison.Ordinal)
                        ? ZarrShard.Encode([.. ZarrShard.Decode(content, ShardTimes).Select(chunk => chunk?[..^Crc32C.Length])])
                        : content[..^Crc32C.Length]);
            }
        }
    }

    internal static List<KeyValuePair<string, string>> Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => KeyValuePair.Create(Path.GetRelativePath(folder, path), Convert.ToHexString(File.ReadAllBytes(path)))),
    ];

    internal static double[] Numbers(JsonElement root, string name) => [.. root.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    internal static double?[] Values(JsonElement root, string name) =>
        [.. root.GetProperty(name).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble())];
}
