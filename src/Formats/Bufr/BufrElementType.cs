namespace Slams.Formats.Bufr;

/// <summary>Kinds of elements that operators treat differently.</summary>
internal enum BufrElementType
{
    /// <summary>A quantity: its scale, reference and width can be changed.</summary>
    Number,

    /// <summary>A figure of a code table or of flags.</summary>
    Code,

    /// <summary>Characters.</summary>
    Text,
}
