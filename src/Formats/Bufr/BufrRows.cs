using Slams.Formats.Content;

namespace Slams.Formats.Bufr;

/// <summary>Reads subsets that are stored one after the other.</summary>
internal sealed class BufrRows(IReadOnlyList<BufrStep> steps, IBufrSink sink, BufrAllowance allowance)
{
    private bool _silent;

    /// <summary>Whether the subset was left before its end.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>Reads a subset; false when the data end within, or the allowance.</summary>
    public bool Read(ref BitReader bits)
    {
        (_silent, HasStopped) = (false, false);
        Run(ref bits, 0, steps.Count);
        return !bits.Ended && !allowance.IsSpent;
    }

    private void Run(ref BitReader bits, int from, int to)
    {
        for (var at = from; at < to && !bits.Ended && !HasStopped && allowance.TryStep(); at++)
        {
            var step = steps[at];
            switch (step.Kind)
            {
                case BufrStepKind.Element:
                    Take(ref bits, in step);
                    break;
                case BufrStepKind.EndOfObservations:
                    _silent = true;
                    break;
                case BufrStepKind.Stop:
                    HasStopped = true;
                    break;
                default:
                    var count = step.Kind == BufrStepKind.Repeat ? step.Count : BufrRepetition.Count(in step, bits.Read(step.Element.Width));
                    for (; count > 0 && !bits.Ended && !HasStopped && !allowance.IsSpent; count--)
                    {
                        Run(ref bits, at + 1, at + 1 + step.Body);
                    }

                    at += step.Body;
                    break;
            }
        }
    }

    private void Take(ref BitReader bits, in BufrStep step)
    {
        bits.Skip(step.AssociatedBits);
        var element = step.Element;
        if (element.Type == BufrElementType.Text)
        {
            TakeText(ref bits, in element);
            return;
        }

        var stored = bits.Read(element.Width);
        if (!bits.Ended && !_silent)
        {
            sink.Number(element.Code, BufrValues.IsMissing(in element, stored) ? double.NaN : BufrValues.Of(in element, stored));
        }
    }

    private void TakeText(ref BitReader bits, in BufrElement element)
    {
        Span<byte> text = stackalloc byte[BufrDecoder.MaximumTextBytes];
        text = text[..Math.Min(element.Width / 8, text.Length)];
        bits.Read(text);
        // Also of what 2 06 YYY leaves of a character.
        bits.Skip(element.Width - (8L * text.Length));
        if (!bits.Ended && !_silent)
        {
            sink.Text(element.Code, BufrValues.Trim(text));
        }
    }
}
