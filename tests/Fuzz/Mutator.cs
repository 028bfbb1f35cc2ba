namespace Slams.Fuzz;

/// <summary>
/// Changes inputs a little, the same way each time: for a short search without a fuzzer, which learns nothing from one input for the next.
/// </summary>
/// <param name="seed">Whoever gives the same gets the same changes.</param>
public sealed class Mutator(int seed)
{
    private const int MostChanges = 6, LongestPart = 64, LongestInput = 64 * 1024;

    private static readonly byte[] Bytes = [0, 1, 0x7F, 0x80, 0xFE, 0xFF, (byte)' ', (byte)'\n', (byte)'"', (byte)'{', (byte)'[', (byte)'\\', (byte)'/', (byte)'-', (byte)'9', (byte)'='];
    private static readonly int[] Numbers = [0, -1, 1, int.MaxValue, int.MinValue, 1 << 16, 1 << 24, 0x7FFF];
    private static readonly string[] Texts = ["null", "[[", "\\ud800", "1e999", "-0", "NaN", "////", "\0", "\uFFFD", "99999999999999999999"];

    private readonly Random _random = new(seed);

    /// <summary>One of the inputs, changed in up to six places.</summary>
    public byte[] Next(IReadOnlyList<byte[]> inputs)
    {
        var input = new List<byte>(inputs[_random.Next(inputs.Count)]);
        for (var changes = _random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            Change(input, inputs);
        }

        return [.. input.Take(LongestInput)];
    }

    private void Change(List<byte> input, IReadOnlyList<byte[]> inputs)
    {
        var at = _random.Next(input.Count + 1);
        var length = Math.Min(_random.Next(1, LongestPart + 1), input.Count - at);
        switch (_random.Next(8))
        {
            case 0 when length > 0:
                input[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when length > 0:
                input[at] = Bytes[_random.Next(Bytes.Length)];
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(at, input.GetRange(at, length));
                break;
            case 4 when length >= sizeof(int):
                Overwrite(input, at, BitConverter.GetBytes(Numbers[_random.Next(Numbers.Length)]));
                break;
            case 5:
                input.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Texts[_random.Next(Texts.Length)]));
                break;
            case 6:
                var other = inputs[_random.Next(inputs.Count)];
                var from = _random.Next(other.Length + 1);
                input.InsertRange(at, other.Skip(from).Take(LongestPart));
                break;
            default:
                input.Insert(at, (byte)_random.Next(256));
                break;
        }
    }

    private void Overwrite(List<byte> input, int at, byte[] number)
    {
        if (_random.Next(2) == 0)
        {
            Array.Reverse(number);
        }

        for (var i = 0; i < number.Length; i++)
        {
            input[at + i] = number[i];
        }
    }
}
