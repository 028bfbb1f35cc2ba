using Slams.Formats.Stations.Isd;

namespace Slams.Formats.Stations.GlobalHourly;

/// <summary>A group of an ISD record with commas between its parts, such as <c>+0123,1</c>; an absent one is empty.</summary>
internal readonly ref struct IsdGroup
{
    private const int MostParts = 5;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Ends _ends;

    /// <summary>Splits a group.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="parts">How many parts it has.</param>
    public IsdGroup(ReadOnlySpan<byte> text, int parts)
    {
        _text = text;
        var (count, start) = (0, 0);
        for (; start <= text.Length && count < MostParts && !text.IsEmpty; count++)
        {
            var length = text[start..].IndexOf((byte)',');
            var end = length < 0 ? text.Length : start + length;
            _ends[count] = end;
            start = end + 1;
        }

        IsWellFormed = text.IsEmpty || (count == parts && start > text.Length);
        _text = IsWellFormed ? text : default;
    }

    /// <summary>Whether it is absent, or has as many parts as it should.</summary>
    public bool IsWellFormed { get; }

    /// <summary>A part; empty when the group is absent.</summary>
    public ReadOnlySpan<byte> this[int part] => _text.IsEmpty ? default : _text[(part == 0 ? 0 : _ends[part - 1] + 1).._ends[part]];

    /// <summary>A part over a divisor; null for the fill value, and where a code in another part marks it erroneous.</summary>
    /// <param name="part">The part.</param>
    /// <param name="quality">The part with the quality code.</param>
    /// <param name="fill">What stands for missing.</param>
    /// <param name="divisor">What the number is divided by.</param>
    public double? Checked(int part, int quality, int fill, double divisor) =>
        this[quality] is [var code] ? IsdParser.Checked(IsdParser.Scaled(this[part], fill, divisor), code) : null;

    [System.Runtime.CompilerServices.InlineArray(MostParts)]
    private struct Ends
    {
        private int _first;
    }
}
