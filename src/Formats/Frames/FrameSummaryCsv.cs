using System.Globalization;
using System.Text;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Content;

namespace Slams.Formats.Frames;

/// <summary>Writes a CSV with a line for each frame: what it is, how much of the globe it saw, and its values in numbers.</summary>
public sealed class FrameSummaryCsv : IDisposable
{
    private const string Header = "time,platform,variable,units,valid_fraction,min,mean,max,flag,reason";

    private readonly StreamWriter _writer;
    private readonly LatLonGrid _grid;

    /// <summary>Starts a file with its header.</summary>
    /// <param name="stream">Destination.</param>
    /// <param name="grid">The grid of the frames.</param>
    /// <param name="leaveOpen">Whether the destination stays open.</param>
    public FrameSummaryCsv(Stream stream, LatLonGrid grid, bool leaveOpen = false)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        (_grid, _writer) = (grid, new StreamWriter(stream, utf8, leaveOpen: leaveOpen) { NewLine = "\n" });
        _writer.WriteLine(Header);
    }

    /// <summary>Writes the line of a frame; missing numbers are empty.</summary>
    /// <exception cref="ArgumentException">The frame does not fit the grid.</exception>
    public void Write(SatelliteFrame frame)
    {
        var seen = SeenSummary.Of(_grid, frame.Values, frame.ValidFraction);
        _writer.WriteLine(string.Join(
            ',', frame.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), CsvText.QuoteAny(frame.Platform),
            frame.Quantity.StandardName(), CsvText.Quote(frame.Quantity.Units()), Text(seen.Fraction), Text(seen.Minimum), Text(seen.Mean),
            Text(seen.Maximum), frame.Flag.ToString(), CsvText.QuoteAny(frame.FlagReason)));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    // Six digits are more than observations have, and fewer than sums of floats in another order change.
    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("G6", CultureInfo.InvariantCulture);
}
