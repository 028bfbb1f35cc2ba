namespace Slams.Formats.Bufr;

/// <summary>An element of BUFR table B, class and number as one figure: 12101 is 0 12 101.</summary>
/// <param name="Code">The descriptor without its leading 0.</param>
/// <param name="Type">What kind of value it has.</param>
/// <param name="Scale">Decimal places of the stored whole number.</param>
/// <param name="Reference">What is added to the stored number.</param>
/// <param name="Width">Bits.</param>
internal readonly record struct BufrElement(int Code, BufrElementType Type, int Scale, long Reference, int Width);
