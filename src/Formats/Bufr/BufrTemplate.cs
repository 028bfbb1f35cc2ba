using Slams.Formats.Content;

namespace Slams.Formats.Bufr;

/// <summary>The steps that the descriptors of a message stand for.</summary>
internal sealed class BufrTemplate
{
    /// <summary>Steps beyond which a template is given up.</summary>
    public const int MaximumSteps = 20_000;

    private const int MaximumDepth = 24;

    private readonly BufrTables _tables;
    private readonly BufrOperators _operators = new();
    private readonly List<BufrStep> _steps = [];

    private BufrTemplate(BufrTables tables) => _tables = tables;

    /// <summary>Why data cannot be read with it; null when they can.</summary>
    public string? Problem { get; private set; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<BufrStep> Steps => _steps;

    /// <summary>Expands descriptors.</summary>
    public static BufrTemplate Compile(ReadOnlySpan<int> descriptors, BufrTables tables)
    {
        var template = new BufrTemplate(tables);
        template.Problem = descriptors.IsEmpty ? "The message has no descriptors."
            : template.Add(descriptors, 0) ?? (template.Reads(0) ? null : "Its descriptors stand for no value.");
        return template;
    }

    /// <summary>A template of which nothing is known.</summary>
    public static BufrTemplate Unreadable(string problem) => new(new BufrTables()) { Problem = problem };

    private string? Add(ReadOnlySpan<int> descriptors, int depth)
    {
        if (depth > MaximumDepth)
        {
            return "Its descriptors are nested too deeply.";
        }

        for (var i = 0; i < descriptors.Length; i++)
        {
            var descriptor = descriptors[i];
            var problem = _steps.Count > MaximumSteps ? $"Its descriptors stand for more than {MaximumSteps} elements." : (descriptor / 100_000) switch
            {
                0 => AddElement(descriptor),
                1 => AddRepeat(descriptors, ref i, depth),
                2 => AddOperator(descriptor),
                _ => _tables.Sequence(descriptor) is { } sequence ? Add(sequence, depth + 1) : $"No table has the sequence {descriptor:D6}.",
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private string? AddElement(int code)
    {
        var known = _tables.TryElement(code, out var element);
        if (!_operators.TryApply(code, known ? element : null, out element))
        {
            return $"No table has the element {code:D6}.";
        }

        if (element.Width <= 0 || (element.Type != BufrElementType.Text && element.Width > BitReader.MaximumWidth))
        {
            return $"The element {code:D6} would have {element.Width} bits.";
        }

        _steps.Add(new BufrStep { Kind = BufrStepKind.Element, Element = element, AssociatedBits = _operators.AssociatedBits(code) });
        return null;
    }

    private string? AddRepeat(ReadOnlySpan<int> descriptors, ref int at, int depth)
    {
        var (length, count) = (descriptors[at] / 1000 % 100, descriptors[at] % 1000);
        var at0 = _steps.Count;
        var step = new BufrStep { Kind = BufrStepKind.Repeat, Count = count };
        if (count == 0)
        {
            at++;
            if (at >= descriptors.Length || descriptors[at] / 1000 != 31 || !_tables.TryElement(descriptors[at], out var factor)
                || factor.Width is <= 0 or > BitReader.MaximumWidth)
            {
                return "A replication has no factor.";
            }

            step = new BufrStep { Kind = BufrStepKind.RepeatDelayed, Element = factor, Count = int.MaxValue };
        }

        if (length == 0 || at + length >= descriptors.Length)
        {
            return "A replication goes beyond the descriptors.";
        }

        _steps.Add(step);
        var problem = Add(descriptors.Slice(at + 1, length), depth + 1);
        // Steps that read nothing say all they say in one round. Nested they could go round for ever without using up the data.
        _steps[at0] = step with { Body = _steps.Count - at0 - 1, Count = Reads(at0 + 1) ? step.Count : 1 };
        at += length;
        return problem;
    }

    private bool Reads(int from) => _steps.FindIndex(from, step => step.Kind is BufrStepKind.Element or BufrStepKind.RepeatDelayed) >= 0;

    private string? AddOperator(int descriptor)
    {
        if (_operators.TryTake(descriptor, out var text))
        {
            if (text is { } characters)
            {
                _steps.Add(new BufrStep { Kind = BufrStepKind.Element, Element = characters });
            }

            return null;
        }

        // Quality, statistics, substituted and retained values: those whose form the bitmap decides end what can be read.
        switch (descriptor)
        {
            case 222000 or 223000 or 224000 or 225000 or 232000:
                _steps.Add(new BufrStep { Kind = BufrStepKind.EndOfObservations });
                return null;
            case 223255 or 224255 or 225255 or 232255:
                _steps.Add(new BufrStep { Kind = BufrStepKind.Stop });
                return null;
            case 235000 or 236000 or 237000 or 237255 or 241000 or 241255 or 242000 or 242255 or 243000 or 243255:
                return null;
            default:
                return $"The operator {descriptor} is not read.";
        }
    }
}
