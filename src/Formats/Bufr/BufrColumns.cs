using Slams.Formats.Content;

namespace Slams.Formats.Bufr;

/// <summary>
/// Reads the subsets of a compressed message, which stores an element of all subsets, then the next. Only places are kept, so memory does
/// not depend on the number of subsets, and no more than <see cref="MaximumColumns"/> of them.
/// </summary>
internal sealed class BufrColumns(BufrMessage message, BufrTemplate template, IBufrSink sink, BufrAllowance allowance)
{
    /// <summary>Elements of a subset beyond which a message is given up: of small ones a message has room for millions, each kept with its place.</summary>
    public const int MaximumColumns = 200_000;

    private const int IncrementWidthBits = 6;

    private readonly List<Column> _columns = [];
    private string? _problem;
    private bool _ended;

    /// <summary>Gives all subsets to the sink; says why if it cannot.</summary>
    public string? Read()
    {
        var bits = new BitReader(message.Data.Span);
        if (message.Subsets > bits.Left)
        {
            return $"{message.Subsets} subsets cannot be in {bits.Left} bits.";
        }

        Find(ref bits, 0, template.Steps.Count);
        _problem ??= allowance.IsSpent ? allowance.Problem : bits.Ended ? "The data end within the message." : null;
        if (_problem is not null)
        {
            return _problem;
        }

        for (var subset = 0; subset < message.Subsets; subset++)
        {
            allowance.Check();
            sink.Begin();
            foreach (var column in _columns)
            {
                Give(ref bits, in column, subset);
            }

            sink.End();
        }

        return null;
    }

    private void Find(ref BitReader bits, int from, int to)
    {
        for (var at = from; at < to && !bits.Ended && !_ended && _problem is null && allowance.TryStep(); at++)
        {
            var step = template.Steps[at];
            switch (step.Kind)
            {
                case BufrStepKind.Element:
                    FindElement(ref bits, in step);
                    break;
                case BufrStepKind.EndOfObservations or BufrStepKind.Stop:
                    _ended = true;
                    break;
                default:
                    var count = step.Kind == BufrStepKind.Repeat ? step.Count : Factor(ref bits, in step);
                    for (; count > 0 && !bits.Ended && !_ended && _problem is null && !allowance.IsSpent; count--)
                    {
                        Find(ref bits, at + 1, at + 1 + step.Body);
                    }

                    at += step.Body;
                    break;
            }
        }
    }

    private int Factor(ref BitReader bits, in BufrStep step)
    {
        var count = BufrRepetition.Count(in step, bits.Read(step.Element.Width));
        var increment = (int)bits.Read(IncrementWidthBits);
        // Encoders may write the increments all the same, as zeros.
        for (var subset = 0; increment > 0 && subset < message.Subsets && !bits.Ended; subset++)
        {
            if (bits.Read(Math.Min(increment, BitReader.MaximumWidth)) != 0)
            {
                _problem = "The subsets of the compressed message are of different lengths.";
                return 0;
            }
        }

        return count;
    }

    private void FindElement(ref BitReader bits, in BufrStep step)
    {
        if (step.AssociatedBits > 0)
        {
            bits.Skip(step.AssociatedBits);
            bits.Skip((long)bits.Read(IncrementWidthBits) * message.Subsets);
        }

        var element = step.Element;
        var first = bits.Position;
        bits.Skip(element.Width);
        var increment = (int)bits.Read(IncrementWidthBits) * (element.Type == BufrElementType.Text ? 8 : 1);
        if (element.Type != BufrElementType.Text && increment > BitReader.MaximumWidth)
        {
            _problem = $"An increment of the element {element.Code:D6} has {increment} bits.";
        }
        else if (_columns.Count == MaximumColumns)
        {
            _problem = $"The message has more than {MaximumColumns} elements in a subset.";
        }
        else if ((long)(_columns.Count + 1) * message.Subsets > BufrDecoder.MaximumValues)
        {
            _problem = $"The message has more than {BufrDecoder.MaximumValues} values.";
        }

        _columns.Add(new Column(element, first, bits.Position, increment));
        bits.Skip((long)increment * message.Subsets);
    }

    private void Give(ref BitReader bits, in Column column, int subset)
    {
        var element = column.Element;
        var own = column.Increments + ((long)column.IncrementBits * subset);
        if (element.Type == BufrElementType.Text)
        {
            bits.Position = column.IncrementBits > 0 ? own : column.First;
            GiveText(ref bits, element.Code, (column.IncrementBits > 0 ? column.IncrementBits : element.Width) / 8);
            return;
        }

        bits.Position = column.First;
        var stored = bits.Read(element.Width);
        var missing = BufrValues.IsMissing(in element, stored);
        if (column.IncrementBits > 0)
        {
            bits.Position = own;
            var increment = bits.Read(column.IncrementBits);
            missing = increment == BitReader.Ones(column.IncrementBits) && element.Code / 1000 != 31;
            stored += increment;
        }

        sink.Number(element.Code, missing ? double.NaN : BufrValues.Of(in element, stored));
    }

    private void GiveText(ref BitReader bits, int code, int length)
    {
        Span<byte> text = stackalloc byte[BufrDecoder.MaximumTextBytes];
        text = text[..Math.Min(length, text.Length)];
        bits.Read(text);
        sink.Text(code, BufrValues.Trim(text));
    }

    /// <summary>Where an element of all subsets stands.</summary>
    private readonly record struct Column(BufrElement Element, long First, long Increments, int IncrementBits);
}
