using Slams.Formats.Frames;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Stations.Madis;

/// <summary>Times of the reports of a file, which are seconds since 1970.</summary>
internal sealed class MadisTimes
{
    // Day, month, year: the one date that no order of them changes.
    private const string Epoch = "1-1-1970", EpochOfCf = "1970-01-01";

    private readonly MadisColumn _column;
    private readonly CfTimeAxis _axis;

    /// <exception cref="InvalidDataException">The file has no times, or in units that nobody knows.</exception>
    public MadisTimes(NetCdfFile file, long rows)
    {
        _column = MadisColumn.Find(file, rows, [], Names);
        if (!_column.IsThere)
        {
            throw new InvalidDataException($"The netCDF file is no MADIS surface file: it has no variable '{Names[0]}' or '{Names[1]}'.");
        }

        _axis = CfTimeAxis.Parse(_column.Units?.Replace(Epoch, EpochOfCf, StringComparison.Ordinal) ?? "seconds since " + EpochOfCf, null);
    }

    private static string[] Names => ["observationTime", "timeObs"];

    /// <summary>Reads the times of some reports.</summary>
    public void Read(long start, int count) => _column.Read(start, count);

    /// <summary>The time of one of them; null where it is missing or no time.</summary>
    public DateTimeOffset? Value(int row) => _column.Value(row) is { } value ? _axis.At(value) : null;
}
