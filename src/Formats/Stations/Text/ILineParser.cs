namespace Slams.Formats.Stations.Text;

/// <summary>Makes items of the lines of one file; holds the state of that file.</summary>
internal interface ILineParser
{
    /// <summary>Parses one line; null when the line carries no record (a header).</summary>
    /// <exception cref="InvalidDataException">The file as a whole cannot be read.</exception>
    StationItem? Parse(ReadOnlySpan<byte> line, long number);
}
