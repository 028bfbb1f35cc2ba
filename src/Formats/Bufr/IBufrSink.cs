namespace Slams.Formats.Bufr;

/// <summary>Takes the values of subsets in their order.</summary>
internal interface IBufrSink
{
    /// <summary>A subset begins.</summary>
    void Begin();

    /// <summary>A number in the unit of its element; NaN where it is missing.</summary>
    void Number(int code, double value);

    /// <summary>A text without blanks at its ends; empty where it is missing.</summary>
    void Text(int code, ReadOnlySpan<byte> text);

    /// <summary>The subset was read to its end.</summary>
    void End();
}
