using Slams.Formats.Bufr;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Bufr;

/// <summary>Damaged messages are dead letters or readings, quickly, and cost no neighbour.</summary>
public sealed class BufrHostileTests
{
    private static readonly string[] All = ["land", "correction", "compressed", "rows", "ship", "operators", "sounding"];

    [Theory]
    [InlineData("land", 500)]
    [InlineData("compressed", 500)]
    [InlineData("rows", 500)]
    [InlineData("operators", 500)]
    [InlineData("sounding", 200)]
    public async Task AChangedMessageLosesNoNeighbour(string name, int rounds)
    {
        BufrMessages.RequireTables();
        var (before, after, original) = (BufrMessages.Bytes("ship"), BufrMessages.Bytes("ship"), BufrMessages.Bytes(name));
        var formats = new StationFormats(new StationReadOptions());
        var random = new Random(7);
        for (var round = 0; round < rounds; round++)
        {
            var changed = original.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                // Half of them where lengths, versions and descriptors stand.
                var at = random.Next(random.Next(2) == 0 ? Math.Min(80, changed.Length) : changed.Length);
                changed[at] = (byte)(random.Next(3) switch { 0 => random.Next(256), 1 => changed[at] ^ (1 << random.Next(8)), _ => random.Next(2) * 255 });
            }

            var items = new List<StationItem>();
            await foreach (var item in formats.ReadAsync(new ChunkedStream([.. before, .. changed, .. after], 300), "test", CancellationToken.None))
            {
                items.Add(item);
            }

            // Without its first letters it is between messages, and no message.
            Assert.True(items.Count >= 3 || !changed.AsSpan().StartsWith("BUFR"u8), Convert.ToHexString(changed));
            Assert.Equal("SLAM1", items[0].Reading?.StationId);
            Assert.Equal("SLAM1", items[^1].Reading?.StationId);
        }
    }

    [Fact]
    public async Task AFileCutAnywhereGivesWhatIsWhole()
    {
        BufrMessages.RequireTables();
        var whole = BufrMessages.Bytes("land", "ship");
        var first = BufrMessages.Bytes("land").Length;
        for (var length = 20; length < whole.Length; length++)
        {
            var items = await StationText.ReadAsync(new ChunkedStream(whole[..length], 100));
            Assert.Equal(length >= first ? 1 : 0, items.Count(item => item.Reading is not null));
            Assert.Equal(length >= first + 4 || length < first ? 1 : 0, items.Count(item => item.Unreadable is not null));
        }

        var zipped = StationText.Gzip(whole)[..^10];
        var cut = await StationText.ReadAsync(new ChunkedStream(zipped, 100));
        Assert.Equal(0, cut[^1].Unreadable?.Record);
    }

    [Fact]
    public async Task AMessageCutShortBeforeAnother()
    {
        var items = await BufrMessages.ReadAsync([.. BufrMessages.Bytes("land")[..100], .. BufrMessages.Bytes(All)]);
        Assert.Contains("does not end where it says", items[0].Unreadable!.Reason, StringComparison.Ordinal);
        Assert.Equal(12, items.Count(item => item.Reading is not null));
        Assert.Single(items, item => item.Profile is not null);
        Assert.Single(items, item => item.Unreadable is not null);
    }

    [Theory]
    [InlineData(1, "subsets cannot be in")]
    [InlineData(0, "does not fit into the data")]
    public async Task MoreSubsetsThanData(int compressed, string reason)
    {
        var bytes = BufrMessages.Bytes(compressed == 1 ? "compressed" : "land");
        // Section 3 follows section 1 of 22 bytes.
        (bytes[34], bytes[35]) = (0xFF, 0xFF);
        var items = await BufrMessages.ReadAsync([.. bytes, .. BufrMessages.Bytes("ship")]);
        Assert.Contains(reason, items[^2].Unreadable!.Reason, StringComparison.Ordinal);
        Assert.Equal("SLAM1", items[^1].Reading?.StationId);
    }

    [Theory]
    [InlineData(new[] { 104255, 103255, 102255, 101255, 12101 }, "does not fit")]
    [InlineData(new[] { 101000, 31002 }, "beyond the descriptors")]
    [InlineData(new[] { 101000 }, "no factor")]
    [InlineData(new[] { 12101, 363255 }, "No table has the sequence 363255")]
    [InlineData(new[] { 63255 }, "No table has the element 063255")]
    [InlineData(new[] { 201001, 12101 }, "would have -111 bits")]
    [InlineData(new[] { 203012, 12101, 203255 }, "operator 203012 is not read")]
    [InlineData(new int[0], "no descriptors")]
    [InlineData(new[] { 105255, 104255, 103255, 102255, 101255, 201000 }, "stand for no value")]
    [InlineData(new[] { 105255, 104255, 103255, 102255, 101255, 222000 }, "stand for no value")]
    [InlineData(new[] { 104255, 103255, 102255, 201112, 12101 }, "would have 0 bits")]
    public async Task DescriptorsThatCannotBe(int[] descriptors, string reason)
    {
        var items = await BufrMessages.ReadAsync([.. Message(descriptors, 37, new byte[64]), .. BufrMessages.Bytes("ship")]);
        Assert.Contains(reason, items[0].Unreadable!.Reason, StringComparison.Ordinal);
        Assert.Equal("SLAM1", items[1].Reading?.StationId);
    }

    [Fact]
    public async Task AVersionOfTheFutureIsNamed()
    {
        var items = await BufrMessages.ReadAsync(Message([12101], 251, new byte[64]));
        Assert.Contains("version 251", Assert.Single(items).Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreDescriptorsThanAnybodyWrites()
    {
        // Nested associated fields and an element would take a step for each pair of them.
        var message = BufrMessages.Bytes("land");
        var many = new byte[2 * 3000];
        for (var i = 0; i < many.Length; i += 2)
        {
            (many[i], many[i + 1]) = i < many.Length / 2 ? ((byte)0x84, (byte)1) : ((byte)12, (byte)101);
        }

        var section3 = 7 + many.Length;
        byte[] changed = [.. message[..30], 0, (byte)(section3 >> 8), (byte)section3, 0, 0, 1, 0x80, .. many, 0, 0, 4, 0, .. "7777"u8];
        (changed[5], changed[6]) = ((byte)(changed.Length >> 8), (byte)changed.Length);
        Assert.Contains("more than 2048 descriptors", Assert.Single(await BufrMessages.ReadAsync(changed)).Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContentThatIsAllBeginnings()
    {
        BufrMessages.RequireTables();
        var bytes = Enumerable.Repeat("BUFR\u0000\u0010\u0000\u0004"u8.ToArray(), 30_000).SelectMany(part => part).ToArray();
        var items = await StationText.ReadAsync(bytes);
        Assert.Equal(10_001, items.Count);
        Assert.Contains("More than 10000 places", items[^1].Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 105255, 104255, 103255, 102255, 101255, 201000, 12101 }, new byte[] { 0x6E, 0x30 }, 282.08)]
    [InlineData(new[] { 105255, 104255, 103255, 102255, 101255, 236000, 12101 }, new byte[] { 0x6E, 0x30 }, 282.08)]
    [InlineData(new[] { 105255, 104255, 103255, 102255, 101255, 222000, 12101 }, new byte[] { 0x6E, 0x30 }, null)]
    [InlineData(new[] { 103000, 31002, 101000, 31002, 208000, 12101 }, new byte[] { 0, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x6E, 0x30 }, 282.08)]
    [InlineData(new[] { 105000, 31002, 103255, 102255, 101255, 202000, 235000, 12101 }, new byte[] { 0xFF, 0xFF, 0x6E, 0x30 }, 282.08)]
    [InlineData(new[] { 101000, 31002, 222000, 12101 }, new byte[] { 0xFF, 0xFF, 0x6E, 0x30 }, null)]
    [InlineData(new[] { 101000, 31002, 222000, 12101 }, new byte[] { 0, 0, 0x6E, 0x30 }, 282.08)]
    public async Task RepeatsOfWhatReadsNothing(int[] descriptors, byte[] data, double? expected)
    {
        var item = Assert.Single(await BufrMessages.ReadAsync(Message(descriptors, 37, data)));
        Assert.Equal((null, expected), (item.Unreadable, item.Reading?.AirTemperatureK));
    }

    [Theory]
    [InlineData(new[] { 105255, 104255, 103255, 102255, 101255, 201000, 12101 }, new byte[] { 0x6E, 0x30, 0 })]
    // Factor and value have six bits of increments each.
    [InlineData(new[] { 105000, 31002, 103255, 102255, 101255, 202000, 235000, 12101 }, new byte[] { 0xFF, 0xFF, 0x01, 0xB8, 0xC0, 0 })]
    public async Task CompressedRepeatsOfWhatReadsNothing(int[] descriptors, byte[] data)
    {
        var item = Assert.Single(await BufrMessages.ReadAsync(Message(descriptors, 37, data, compressed: true)));
        Assert.Equal((null, 282.08), (item.Unreadable, item.Reading?.AirTemperatureK));
    }

    [Fact]
    public async Task MoreStepsThanTheDataAreWorth()
    {
        // For each bit that is read 61 steps that read none.
        int[] descriptors = [163255, 162255, 31031, .. Enumerable.Repeat(222000, 61)];
        var item = Assert.Single(await BufrMessages.ReadAsync(Message(descriptors, 37, new byte[4096])));
        Assert.Contains("repeats steps that read nothing", item.Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreElementsOfACompressedSubsetThanAnybodyWrites()
    {
        var item = Assert.Single(await BufrMessages.ReadAsync(Message([103255, 102255, 101255, 31031], 37, new byte[180_000], compressed: true)));
        Assert.Contains("more than 200000 elements in a subset", item.Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void AMessageCanBeLeft(byte subsets, bool compressed)
    {
        BufrMessages.RequireTables();
        int[] descriptors = subsets == 1 ? [103255, 102255, 101255, 31031] : [12101];
        var bytes = Message(descriptors, 37, new byte[20_000], compressed);
        bytes[35] = subsets;
        var message = BufrMessage.Parse(bytes, out _)!;
        var template = new BufrTableStore(EcCodesDefinitions.Libraries).Template(message);
        using var sink = new Leaving();
        Assert.Throws<OperationCanceledException>(() => BufrDecoder.Read(message, template, sink, sink.Token));
        Assert.InRange(sink.Values, 1, 1 << 16);
    }

    /// <summary>A message of edition 4 with one subset.</summary>
    internal static byte[] Message(int[] descriptors, byte version, byte[] data, bool compressed = false)
    {
        byte[] sections =
        [
            0, 0, 22, 0, 0, 98, 0, 0, 0, 0, 0, 0, 0, version, 0, 7, 0xEA, 11, 29, 6, 0, 0,
            0, 0, (byte)(7 + (2 * descriptors.Length)), 0, 0, 1, (byte)(compressed ? 0xC0 : 0x80),
            .. descriptors.SelectMany(code => new[] { (byte)((code / 100_000 << 6) | (code / 1000 % 100)), (byte)(code % 1000) }),
            .. Length(4 + data.Length), 0, .. data, .. "7777"u8,
        ];
        return [.. "BUFR"u8, .. Length(8 + sections.Length), 4, .. sections];
    }

    private static byte[] Length(int bytes) => [(byte)(bytes >> 16), (byte)(bytes >> 8), (byte)bytes];

    /// <summary>Is no longer wanted once it has a value.</summary>
    private sealed class Leaving : IBufrSink, IDisposable
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken Token => _source.Token;

        public int Values { get; private set; }

        public void Begin()
        {
        }

        public void Number(int code, double value)
        {
            Values++;
            _source.Cancel();
        }

        public void Text(int code, ReadOnlySpan<byte> text)
        {
        }

        public void End()
        {
        }

        public void Dispose() => _source.Dispose();
    }
}
