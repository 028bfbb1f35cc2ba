namespace Slams.Formats.Grib;

/// <summary>Section 5: how the values of a field are packed.</summary>
/// <param name="Template">Data representation template, code table 5.0.</param>
/// <param name="Count">Values that are packed.</param>
/// <param name="Reference">Reference value.</param>
/// <param name="BinaryScale">Binary scale factor.</param>
/// <param name="DecimalScale">Decimal scale factor.</param>
/// <param name="Bits">Bits of a value, or of the reference of a group.</param>
internal readonly record struct GribPacking(int Template, long Count, double Reference, int BinaryScale, int DecimalScale, int Bits)
{
    /// <summary>Simple packing.</summary>
    public const int Simple = 0;

    /// <summary>Complex packing, without and with differences of neighbours.</summary>
    public const int Complex = 2, Differences = 3;

    /// <summary>Lossless compression by CCSDS.</summary>
    public const int Ccsds = 42;

    private const int MostScale = 1000, LeastBytes = 20;

    private readonly double _binary = Math.ScaleB(1, BinaryScale), _decimal = Math.Pow(10, DecimalScale);

    /// <summary>Reads section 5.</summary>
    /// <exception cref="InvalidDataException">Values are packed in another way.</exception>
    public static GribPacking Parse(ReadOnlySpan<byte> section)
    {
        var template = section.U16(10);
        if (template is not (Simple or Complex or Differences or Ccsds) || section.Length < LeastBytes)
        {
            throw new InvalidDataException(
                $"Values are packed by template 5.{template}{Name(template)}; 5.0 (simple), 5.2, 5.3 (complex) and 5.42 (CCSDS) are read. grib_set -r -s packingType=grid_simple repacks them.");
        }

        var packing = new GribPacking(template, section.U32(6), section.Single(12), (int)section.Signed(16, 2), (int)section.Signed(18, 2), section.Octet(20));
        return Math.Abs(packing.BinaryScale) <= MostScale && Math.Abs(packing.DecimalScale) <= MostScale && packing.Bits <= 32 && double.IsFinite(packing.Reference)
            ? packing
            : throw new InvalidDataException("How values are packed is damaged.");
    }

    /// <summary>A value from the number that stands for it.</summary>
    public double ValueOf(double number) => (Reference + (number * _binary)) / _decimal;

    private static string Name(int template) => template switch { 40 => " (JPEG 2000)", 41 => " (PNG)", 4 => " (IEEE)", _ => "" };
}
