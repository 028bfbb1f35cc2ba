namespace Slams.Formats.Bufr;

/// <summary>What is next in the data of a message.</summary>
internal enum BufrStepKind
{
    /// <summary>A value.</summary>
    Element,

    /// <summary>The steps that follow, a number of times.</summary>
    Repeat,

    /// <summary>The same, with the number in the data.</summary>
    RepeatDelayed,

    /// <summary>What follows says something of the values before, and is no observation.</summary>
    EndOfObservations,

    /// <summary>What follows cannot be read, and so neither can the next subset be found.</summary>
    Stop,
}

/// <summary>A step of a template.</summary>
internal readonly record struct BufrStep
{
    /// <summary>What it is.</summary>
    public required BufrStepKind Kind { get; init; }

    /// <summary>Its element; of a delayed repetition that of its factor. Scale, reference and width are as operators left them.</summary>
    public BufrElement Element { get; init; }

    /// <summary>Bits of an associated field before the value.</summary>
    public int AssociatedBits { get; init; }

    /// <summary>How often steps are repeated; of a delayed repetition at most.</summary>
    public int Count { get; init; }

    /// <summary>How many steps are repeated.</summary>
    public int Body { get; init; }
}
