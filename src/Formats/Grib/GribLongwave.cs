namespace Slams.Formats.Grib;

/// <summary>Outgoing longwave flux at the top of the atmosphere, as centres put it into GRIB.</summary>
/// <param name="Field">The field.</param>
/// <param name="Time">When it holds: of a mean or a sum over an interval its middle.</param>
/// <param name="Factor">By what the values are multiplied to be W m-2, upward positive.</param>
/// <param name="Problem">Why its values cannot be had for a flux at a time; null where they can.</param>
internal sealed record GribLongwave(GribField Field, DateTimeOffset? Time, double Factor, string? Problem = null)
{
    private const int Meteorology = 0, LongwaveRadiation = 5, TopOfAtmosphere = 8;
    private const int Upward = 4, NetDownward = 5, LocalUpward = 193, Ncep = 7;
    private const int Average = 0, Accumulation = 1;

    /// <summary>What a field says; null where it is of anything else.</summary>
    public static GribLongwave? Of(GribField field)
    {
        // Templates of a point in time, and over an interval, without and with the number of a member.
        var interval = field.ProductTemplate switch { 0 or 1 => 0, 8 => 35, 11 => 38, _ => -1 };
        var product = field.Product.Span;
        if (field.Discipline != Meteorology || field.Category != LongwaveRadiation || interval < 0 || product.Length < (interval == 0 ? 34 : interval + 19)
            || product.Octet(23) != TopOfAtmosphere || Sign(field) is not { } sign)
        {
            return null;
        }

        if (interval == 0)
        {
            var ahead = GribTimes.Span(product.Octet(18), product.Signed(19, 4));
            return new(field, GribTimes.Add(field.Reference, ahead), sign);
        }

        // One range of time alone; several are means of means.
        var end = GribTimes.At(product, interval);
        var (ranges, process) = (product.Octet(interval + 7), product.Octet(interval + 12));
        var length = GribTimes.Span(product.Octet(interval + 14), product.U32(interval + 15));
        if (ranges != 1 || process is not (Average or Accumulation) || length is not { } over || over <= TimeSpan.Zero)
        {
            // Its neighbours may well be of use: files of forecasts begin with sums over nothing.
            return new(field, null, sign, FormattableString.Invariant(
                $"Field {field} is outgoing longwave flux over {ranges} ranges of time by process {process} of code table 4.10, the first of {Words(length)}; means and sums over one that has a length are read."));
        }

        return new(field, GribTimes.Add(end, -(over / 2)), process == Average ? sign : sign / over.TotalSeconds);
    }

    private static string Words(TimeSpan? length) => length is { } known ? FormattableString.Invariant($"{known.TotalHours} h") : "a length that cannot be told";

    private static double? Sign(GribField field) => field.Number switch
    {
        Upward => 1,
        // What comes in less what goes out, and there nothing comes in.
        NetDownward => -1,
        LocalUpward when field.Centre == Ncep => 1,
        _ => null,
    };
}
