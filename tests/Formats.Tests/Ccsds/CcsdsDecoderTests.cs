using Slams.Formats.Ccsds;

namespace Slams.Formats.Tests.Ccsds;

/// <summary>CCSDS 121.0-B-3: codes by hand, what a test encoder wrote, and what nobody did.</summary>
public sealed class CcsdsDecoderTests
{
    private const int Signed = 1, Predicted = 8, Restricted = 16, Padded = 32;

    [Theory]
    // One block of zeros: identifier 000, 0, and a run of one.
    [InlineData(8, 0, "000 0 1", "0 0 0 0 0 0 0 0")]
    // Pairs (0,0), (1,0), (0,1), (2,0) are numbers 0 to 3.
    [InlineData(8, 0, "000 1 1 01 001 0001", "0 0 1 0 0 1 2 0")]
    // No low bits, and one.
    [InlineData(8, 0, "001 1 01 001 0001 1 1 1 01", "0 1 2 3 0 0 0 1")]
    [InlineData(8, 0, "010 1 1 01 01 001 001 0001 0001 01010101", "0 1 2 3 4 5 6 7")]
    // As they are.
    [InlineData(4, 0, "111 0001 0010 0011 0100 1111 0000 1000 0111", "1 2 3 4 15 0 8 7")]
    [InlineData(4, Signed, "111 0001 0010 0011 0100 1111 0000 1000 0111", "1 2 3 4 -1 0 -8 7")]
    // Foretold: from 2 on errors are +1, -1, -1 with signs, then from 1 beyond what has room below: 5 is the value; back to 4, and from 14 of 15 to 3.
    [InlineData(4, Predicted, "111 0010 0010 0001 0001 0101 0001 1110 1100", "2 3 2 1 5 4 14 3")]
    // Identifiers of one bit and of two.
    [InlineData(2, Restricted, "1 01 10 11 00 01 10 11 00", "1 2 3 0 1 2 3 0")]
    [InlineData(4, Restricted, "10 1 1 01 01 001 001 1 1 01010111", "0 1 2 3 4 5 1 1")]
    public void Codes_by_hand(int bits, int flags, string stream, string samples)
    {
        var block = new long[8];
        new CcsdsDecoder(CcsdsOptions.Of(bits, flags, 8, 2), BitList.Of(stream)).Next(block);

        Assert.Equal(samples, string.Join(' ', block));
    }

    [Theory]
    [InlineData("000 0 00001 111", 64, 64)]
    [InlineData("000 0 00001 111", 20, 20)]
    [InlineData("000 0 0001 111", 64, 4)]
    [InlineData("000 0 000001 111", 64, 5)]
    [InlineData("000 0 0000001 111", 64, 6)]
    public void A_run_of_zeros_has_its_length_or_that_of_the_segment(string start, int interval, int blocks)
    {
        var decoder = new CcsdsDecoder(CcsdsOptions.Of(8, 0, 8, interval), BitList.Of(start + string.Concat(Enumerable.Repeat("00000001", 8))));
        var block = new long[8];
        for (var i = 0; i < blocks; i++)
        {
            decoder.Next(block);
            Assert.All(block, sample => Assert.Equal(0, sample));
        }

        decoder.Next(block);
        Assert.All(block, sample => Assert.Equal(1, sample));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, Signed)]
    [InlineData(1, Predicted)]
    [InlineData(2, Predicted | Signed)]
    [InlineData(3, Predicted | Padded)]
    [InlineData(4, Padded | Signed)]
    public void What_is_written_in_any_way_is_read(int seed, int flags)
    {
        var random = new Random(seed);
        for (var bits = 1; bits <= 32; bits++)
        {
            foreach (var size in new[] { 8, 16, 32, 64 })
            {
                foreach (var interval in new[] { 1, 3, 70 })
                {
                    foreach (var restricted in bits <= 4 ? new[] { 0, Restricted } : [0])
                    {
                        var options = CcsdsOptions.Of(bits, flags | restricted, size, interval);
                        var samples = Samples(options, random, 160);

                        Assert.Equal(samples, Decode(options, new CcsdsEncoder(options, random).Encode(samples), samples.Length));
                    }
                }
            }
        }
    }

    [Fact]
    public void Cut_short_or_of_any_bytes_it_is_damaged_and_nothing_else()
    {
        var random = new Random(5);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var options = CcsdsOptions.Of(random.Next(1, 33), random.Next(64) & ~Restricted, 8 << random.Next(4), random.Next(1, 200));
            var bytes = new byte[random.Next(100)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
            {
                // Many zeros: long runs, and low identifiers.
                Array.ForEach(Enumerable.Range(0, bytes.Length).ToArray(), at => bytes[at] &= (byte)random.Next(256));
                bytes.AsSpan(random.Next(bytes.Length + 1)).Clear();
            }

            try
            {
                Assert.All(Decode(options, bytes, options.BlockSize * 300), sample => Assert.InRange(
                    sample, options.Signed ? -(1L << (options.Bits - 1)) : 0, (1L << (options.Bits - (options.Signed ? 1 : 0))) - 1));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 20_000);
    }

    [Fact]
    public void A_stream_that_ends_early_is_refused_wherever_it_ends()
    {
        var options = CcsdsOptions.Of(11, Predicted, 16, 5);
        var samples = Samples(options, new Random(1), 12);
        var bytes = new CcsdsEncoder(options, new Random(2)).Encode(samples);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Decode(options, bytes[..length], samples.Length));
        }
    }

    [Theory]
    [InlineData(0, 0, 8, 1)]
    [InlineData(33, 0, 8, 1)]
    [InlineData(8, 0, 0, 1)]
    [InlineData(8, 0, 12, 1)]
    [InlineData(8, 0, 128, 1)]
    [InlineData(8, 0, 8, 0)]
    [InlineData(8, 0, 8, 4097)]
    [InlineData(5, Restricted, 8, 1)]
    public void A_stream_that_the_standard_does_not_have_is_refused(int bits, int flags, int size, int interval) =>
        Assert.Throws<InvalidDataException>(() => CcsdsOptions.Of(bits, flags, size, interval));

    // Flat, gentle and wild by turns.
    private static long[] Samples(CcsdsOptions options, Random random, int blocks)
    {
        var (least, range) = (options.Signed ? -(1L << (options.Bits - 1)) : 0, 1L << options.Bits);
        var (samples, value, kind) = (new long[blocks * options.BlockSize], least + random.NextInt64(range), 0);
        for (var i = 0; i < samples.Length; i++)
        {
            kind = random.Next(3 * options.BlockSize) == 0 ? random.Next(5) : kind;
            value = kind switch { <= 1 => value, 2 => value + random.Next(-2, 3), 3 => value + random.Next(-300, 301), _ => least + random.NextInt64(range) };
            value = Math.Clamp(value, least, least + range - 1);
            samples[i] = value;
        }

        if (!options.Predicted && random.Next(2) == 0)
        {
            Array.Clear(samples, samples.Length / 4, samples.Length / 2);
        }

        return samples;
    }

    private static long[] Decode(CcsdsOptions options, byte[] bytes, int count)
    {
        var decoder = new CcsdsDecoder(options, bytes);
        var samples = new long[count];
        for (var at = 0; at < count; at += options.BlockSize)
        {
            decoder.Next(samples.AsSpan(at, options.BlockSize));
        }

        return samples;
    }
}
