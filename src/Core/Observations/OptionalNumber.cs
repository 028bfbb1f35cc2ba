namespace Slams.Core.Observations;

/// <summary>A number that may be absent, in the room of a number. One NaN of many stands for its absence; every other value passes as it is.</summary>
internal readonly record struct OptionalNumber
{
    // Quiet, with a payload that no arithmetic gives: turned round, so that the default of the type is an absent number.
    private const long Absent = 0x7FF8_534C_414D_5300;

    private readonly long _bits;

    public OptionalNumber(double? value) => _bits = value is { } number ? BitConverter.DoubleToInt64Bits(number) ^ Absent : 0;

    public double? Value => _bits == 0 ? null : BitConverter.Int64BitsToDouble(_bits ^ Absent);
}
