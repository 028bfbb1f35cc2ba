namespace Slams.Formats.Grib;

/// <summary>One field of a GRIB file: what it is of, and where its values are.</summary>
internal sealed record GribField
{
    /// <summary>Discipline, code table 0.0.</summary>
    public required int Discipline { get; init; }

    /// <summary>Originating centre, common code table C-11.</summary>
    public required int Centre { get; init; }

    /// <summary>Reference time, UTC; null where it is none.</summary>
    public required DateTimeOffset? Reference { get; init; }

    /// <summary>Section 3, the grid.</summary>
    public required ReadOnlyMemory<byte> Grid { get; init; }

    /// <summary>Section 4, the product.</summary>
    public required ReadOnlyMemory<byte> Product { get; init; }

    /// <summary>Section 5, how values are packed.</summary>
    public required ReadOnlyMemory<byte> Packing { get; init; }

    /// <summary>Place of section 6 in the file, or of the one before that holds the bit map too; and its bytes.</summary>
    public required (long At, long Length) BitMap { get; init; }

    /// <summary>Place of section 7 in the file, and its bytes.</summary>
    public required (long At, long Length) Data { get; init; }

    /// <summary>Parameter category, code table 4.1.</summary>
    public int Category => Product.Span.Octet(10);

    /// <summary>Parameter number, code table 4.2.</summary>
    public int Number => Product.Span.Octet(11);

    /// <summary>Product definition template, code table 4.0.</summary>
    public int ProductTemplate => Product.Span.U16(8);

    /// <summary>In words, by its codes.</summary>
    public override string ToString() => FormattableString.Invariant($"{Discipline}-{Category}-{Number}");
}
