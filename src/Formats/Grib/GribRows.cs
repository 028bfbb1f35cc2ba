namespace Slams.Formats.Grib;

/// <summary>The rows of a reduced grid: each has a number of points of its own, evenly round the globe from one meridian on.</summary>
/// <param name="Lengths">Points of each row; 0 where there are none.</param>
/// <param name="FirstLongitude">Where each row begins, degrees east.</param>
internal sealed record GribRows(int[] Lengths, double FirstLongitude)
{
    // Code table 3.11: numbers are of whole circles. Old encoders say that there is no list, and append it.
    private const int WholeCircles = 1;

    // Longitudes have millionths of a degree, or thousandths where they come from edition 1.
    private const double Close = 0.01;

    /// <summary>Points.</summary>
    public int Count { get; } = Lengths.Sum();

    /// <summary>Whether the list of numbers is of the same rows.</summary>
    public bool SameAs(GribRows other) => FirstLongitude.Equals(other.FirstLongitude) && Lengths.AsSpan().SequenceEqual(other.Lengths);

    /// <summary>Reads the list that is appended to section 3.</summary>
    /// <param name="section">The section.</param>
    /// <param name="start">The octet at which the list begins.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="longitudes">The first longitude, and the last of the longest row, degrees east.</param>
    /// <param name="most">Points at most.</param>
    /// <exception cref="InvalidDataException">It is damaged, or does not go round the globe, or has more points.</exception>
    public static GribRows Parse(ReadOnlySpan<byte> section, int start, int rows, (double First, double Last) longitudes, long most)
    {
        var (octets, points) = (section.Octet(11), (long)section.U32(7));
        if (octets is < 1 or > 4 || section.Octet(12) > WholeCircles || start - 1 + ((long)octets * rows) > section.Length)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"The reduced grid of {rows} rows has no list of their points on whole circles (numbers of {octets} octets by {section.Octet(12)} of code table 3.11)."));
        }

        var lengths = new int[rows];
        var sum = 0L;
        for (var row = 0; row < rows; row++)
        {
            var length = 0U;
            for (var i = 0; i < octets; i++)
            {
                length = (length << 8) | (uint)section.Octet(start + (row * octets) + i);
            }

            sum += length;
            lengths[row] = (int)Math.Min(length, int.MaxValue);
        }

        if (sum != points || sum > most || sum == 0)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The reduced grid has {rows} rows of {sum} points together and claims {points}; at most {most} are read."));
        }

        var turn = longitudes.Last - longitudes.First + (360.0 / lengths.Max());
        return Math.Abs(turn - 360) < Close || Math.Abs(turn) < Close
            ? new GribRows(lengths, longitudes.First)
            : throw new InvalidDataException(FormattableString.Invariant($"The reduced grid is of a part of the globe: rows of {turn:0.###} degrees; only whole ones are read."));
    }
}
