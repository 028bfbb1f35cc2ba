namespace Slams.Formats.Grib;

/// <summary>Axes of a grid of latitude and longitude, or of a Gaussian grid (grid definition templates 3.0 and 3.40), regular or reduced.</summary>
internal sealed record GribGrid
{
    private const int RegularTemplate = 0, GaussianTemplate = 40, LeastBytes = 72;

    // As of every frame.
    private const int MostOnAxis = 1_000_000;

    private const int WestwardBit = 0x80, NorthwardBit = 0x40, ColumnsBit = 0x20, TurningBit = 0x10, OffsetBits = 0x0F;

    private GribGrid()
    {
    }

    /// <summary>Latitudes of the rows in degrees north, in the order of the values.</summary>
    public required double[] Latitudes { get; init; }

    /// <summary>Longitudes of the columns in degrees east, in the order of the values; none of a reduced grid.</summary>
    public required double[] Longitudes { get; init; }

    /// <summary>Whether values lie <c>[longitude, latitude]</c>.</summary>
    public required bool Transposed { get; init; }

    /// <summary>Whether every other row (or column) runs backwards.</summary>
    public required bool Turning { get; init; }

    /// <summary>The rows of a reduced grid; null of a regular one.</summary>
    public GribRows? Reduced { get; private init; }

    /// <summary>Points.</summary>
    public int Count => Reduced?.Count ?? (Latitudes.Length * Longitudes.Length);

    /// <summary>Whether values of both lie alike.</summary>
    public bool SameAs(GribGrid other) =>
        Transposed == other.Transposed && Latitudes.AsSpan().SequenceEqual(other.Latitudes) && Longitudes.AsSpan().SequenceEqual(other.Longitudes)
        && (Reduced is { } rows ? other.Reduced is { } others && rows.SameAs(others) : other.Reduced is null);

    /// <summary>Reads section 3.</summary>
    /// <param name="section">The section.</param>
    /// <param name="most">Points at most.</param>
    /// <exception cref="InvalidDataException">It is another grid, or has more points.</exception>
    public static GribGrid Parse(ReadOnlySpan<byte> section, long most)
    {
        var template = section.U16(13);
        if (template is not (RegularTemplate or GaussianTemplate) || section.Length < LeastBytes)
        {
            throw new InvalidDataException($"The grid is of template 3.{template}; 3.0 (latitude and longitude) and 3.40 (Gaussian) are read.");
        }

        var (columns, rows, points) = (section.U32(31), section.U32(35), section.U32(7));
        var reduced = columns == GribBytes.Missing;
        if (rows is < 2 or > MostOnAxis || (!reduced && (columns is < 2 or > MostOnAxis || (ulong)columns * rows > (ulong)most || (ulong)columns * rows != points)))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"The grid has {rows} rows of {(reduced ? "different lengths" : columns)} and {points} points; at most {most} are read, and {MostOnAxis} on an axis."));
        }

        if (!reduced && section.Octet(11) != 0)
        {
            throw new InvalidDataException("The grid has rows of one length and of different ones.");
        }

        var scanning = section.Octet(72);
        if ((scanning & OffsetBits) != 0)
        {
            throw new InvalidDataException("The rows of the grid are offset against each other.");
        }

        if (reduced && (scanning & ~NorthwardBit) != 0)
        {
            throw new InvalidDataException("The rows of the reduced grid do not all run eastward, one after the other.");
        }

        var unit = Unit(section);
        var (firstLatitude, firstLongitude) = (section.Signed(47, 4) * unit, section.Signed(51, 4) * unit);
        var (lastLatitude, lastLongitude) = (section.Signed(56, 4) * unit, section.Signed(60, 4) * unit);
        // Before latitudes, whose cost grows faster than that of the list.
        var lengths = reduced ? GribRows.Parse(section, LeastBytes + 1, (int)rows, (firstLongitude, lastLongitude), most) : null;
        var northward = (scanning & NorthwardBit) != 0;
        return new GribGrid
        {
            Latitudes = template == GaussianTemplate
                ? Gaussian((int)rows, section.U32(68), firstLatitude, northward)
                : Axis(firstLatitude, lastLatitude - firstLatitude, (int)rows),
            Longitudes = reduced ? [] : Axis(firstLongitude, Eastward(lastLongitude - firstLongitude, (scanning & WestwardBit) != 0), (int)columns),
            Transposed = (scanning & ColumnsBit) != 0,
            Turning = (scanning & TurningBit) != 0,
            Reduced = lengths,
        };
    }

    private static double Unit(ReadOnlySpan<byte> section)
    {
        var (angle, parts) = (section.U32(39), section.U32(43));
        return angle is 0 or GribBytes.Missing || parts is 0 or GribBytes.Missing ? 1e-6 : (double)angle / parts;
    }

    private static double[] Axis(double first, double extent, int count) =>
        [.. Enumerable.Range(0, count).Select(i => first + (extent * i / (count - 1)))];

    // Round the globe it may end below where it began.
    private static double Eastward(double extent, bool westward) => westward
        ? extent >= 0 ? extent - 360 : extent
        : extent <= 0 ? extent + 360 : extent;

    private static double[] Gaussian(int rows, uint parallels, double first, bool northward)
    {
        if (rows != 2 * (long)parallels)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The Gaussian grid has {rows} of its {2 * (long)parallels} rows; only whole ones are read."));
        }

        if (rows > GaussianLatitudes.MostRows)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The Gaussian grid has {rows} rows (N{parallels}); at most {GaussianLatitudes.MostRows} (N{GaussianLatitudes.MostRows / 2}) are read."));
        }

        var latitudes = GaussianLatitudes.Of(rows);
        if (northward)
        {
            Array.Reverse(latitudes);
        }

        return Math.Abs(latitudes[0] - first) < 0.01
            ? latitudes
            : throw new InvalidDataException(FormattableString.Invariant($"The Gaussian grid of {rows} rows begins at {latitudes[0]:0.###}, not at {first:0.###} degrees."));
    }
}
