using Slams.Formats.Ccsds;

namespace Slams.Formats.Tests.Ccsds;

/// <summary>
/// An encoder by CCSDS 121.0-B-3 that does not look for the shortest code of a block: it draws one of those that can hold it, so that all are seen.
/// </summary>
internal sealed class CcsdsEncoder(CcsdsOptions options, Random random)
{
    private const int Segment = 64, MostZeros = 2000;

    private readonly BitList _bits = new();

    /// <summary>Encodes samples, whole blocks of them.</summary>
    public byte[] Encode(long[] samples)
    {
        var blocks = Mapped(samples).Chunk(options.BlockSize).ToArray();
        for (var at = 0; at < blocks.Length;)
        {
            var place = at % options.Interval;
            if (place == 0 && options.Padded)
            {
                _bits.Align();
            }

            var references = place == 0 && options.Predicted ? 1 : 0;
            var (reference, own) = (references == 1 ? (ulong)blocks[at][0] : 0, blocks[at][references..]);
            var zeros = blocks[at..].Take(options.Interval - place).TakeWhile((block, index) => block[(index == 0 ? references : 0)..].All(one => one == 0)).Count();
            if (zeros > 0 && random.Next(4) > 0)
            {
                Identify(0, 1, 0).Add(reference, references * options.Bits);
                at += Run(zeros, place, blocks.Length - at);
            }
            else
            {
                Block(own, references, reference);
                at++;
            }
        }

        return _bits.ToBytes();
    }

    private int Run(int zeros, int place, int left)
    {
        var rest = Math.Min(options.Interval - place, Segment - (place % Segment));
        // Beyond the last block nothing is there to differ.
        if (zeros >= Math.Min(rest, left) && random.Next(2) == 0)
        {
            _bits.Unary(4);
            return Math.Min(rest, left);
        }

        var run = random.Next(1, zeros + 1);
        _bits.Unary(run < 5 ? run - 1 : run);
        return run;
    }

    private void Block(long[] own, int references, ulong reference)
    {
        var uncompressed = (1 << options.IdentifierBits) - 1;
        var fitting = Enumerable.Range(0, uncompressed - 1).Where(low => own.Sum(one => one >> low) < MostZeros).ToArray();
        var pairs = (references == 1 ? own.Prepend(0) : own).Chunk(2).Select(pair => ((pair[0] + pair[1]) * (pair[0] + pair[1] + 1) / 2) + pair[1]).ToArray();
        var choice = random.Next(3);
        if (choice == 0 && own.All(one => one < 100) && pairs.Sum() < MostZeros)
        {
            Identify(0, 1, 1).Add(reference, references * options.Bits);
            Array.ForEach(pairs, _bits.Unary);
        }
        else if (choice == 1 && fitting.Length > 0)
        {
            var low = fitting[random.Next(fitting.Length)];
            Identify(low + 1).Add(reference, references * options.Bits);
            Array.ForEach(own, one => _bits.Unary(one >> low));
            Array.ForEach(own, one => _bits.Add((ulong)one, low));
        }
        else
        {
            Identify(uncompressed).Add(reference, references * options.Bits);
            Array.ForEach(own, one => _bits.Add((ulong)one, options.Bits));
        }
    }

    private BitList Identify(int identifier, int more = 0, ulong which = 0) => _bits.Add((ulong)identifier, options.IdentifierBits).Add(which, more);

    // Stored forms: of references and of what is not foretold the low bits, of the others the number of the error.
    private IEnumerable<long> Mapped(long[] samples)
    {
        var (most, least) = options.Signed ? ((1L << (options.Bits - 1)) - 1, -(1L << (options.Bits - 1))) : ((1L << options.Bits) - 1, 0);
        for (var i = 0; i < samples.Length; i++)
        {
            if (!options.Predicted || i % (options.BlockSize * options.Interval) == 0)
            {
                yield return samples[i] & ((1L << options.Bits) - 1);
                continue;
            }

            var (before, error) = (samples[i - 1], samples[i] - samples[i - 1]);
            var room = Math.Min(before - least, most - before);
            yield return error >= 0 && error <= room ? 2 * error : error < 0 && -error <= room ? (-2 * error) - 1 : room + Math.Abs(error);
        }
    }
}
