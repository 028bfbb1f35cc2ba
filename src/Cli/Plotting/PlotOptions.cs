using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Slams.Pictures.Fields;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Cli.Plotting;

/// <summary>Options that the commands of pictures share.</summary>
internal static class PlotOptions
{
    public static Argument<string[]> Files(string description) => new("file") { Description = description, Arity = ArgumentArity.OneOrMore };

    public static Option<double> Level() => new("--level") { Description = "Pressure of the level in hPa.", DefaultValueFactory = _ => 500 };

    public static Option<FieldStatistic> Statistic() => new("--statistic")
    {
        Description = "mean, spread, or increment: the mean of the second of two files minus that of the first.",
    };

    public static Option<ValueRange?> Range() => new("--range")
    {
        Description = "LOW,HIGH: ends of the colours in K; by default round numbers about what is drawn.",
        CustomParser = result => Pair(result, (low, high) => high > low ? new ValueRange(low, high) : null, "two numbers LOW,HIGH, the lower first"),
    };

    public static Option<GeoPoint?> At() => new("--at")
    {
        Description = "LAT,LON: position in degrees north and degrees east.",
        Required = true,
        CustomParser = Point,
    };

    public static Option<GeoPoint?> Centre() => new("--centre") { Description = "LAT,LON: middle of the map.", CustomParser = Point };

    public static Option<(int Width, int Height)?> Size() => new("--size")
    {
        Description = "WIDTHxHEIGHT in pixels.",
        CustomParser = result =>
        {
            var parts = result.Tokens[0].Value.Split('x');
            if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height))
            {
                return (width, height);
            }

            result.AddError($"--size: '{result.Tokens[0].Value}' is not WIDTHxHEIGHT.");
            return null;
        },
    };

    public static Option<int> Dpi() => new("--dpi")
    {
        Description = "Pixels per inch: text and lines grow with them.",
        DefaultValueFactory = _ => (int)Pictures.Sheets.PictureSize.UnitsPerInch,
    };

    public static Option<string> Out(string description) => new("--out") { Description = description, Required = true };

    /// <summary>The size asked for, or the usual one, which grows with the resolution.</summary>
    public static PictureSize PictureSize((int Width, int Height)? pixels, int dpi, int usualWidth, int usualHeight) => pixels is { } given
        ? new PictureSize(given.Width, given.Height, dpi)
        : new PictureSize(Scaled(usualWidth, dpi), Scaled(usualHeight, dpi), dpi);

    private static int Scaled(int length, int dpi) => (int)Math.Round(length * dpi / Pictures.Sheets.PictureSize.UnitsPerInch);

    private static GeoPoint? Point(ArgumentResult result) => Pair<GeoPoint?>(
        result, (latitude, longitude) => Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 360 ? new GeoPoint(latitude, longitude) : null,
        "LAT,LON with a latitude from -90 to 90 and a longitude from -360 to 360 degrees");

    private static T? Pair<T>(ArgumentResult result, Func<double, double, T?> make, string expected)
    {
        var text = result.Tokens[0].Value;
        var parts = text.Split(',');
        if (parts.Length == 2 && Number(parts[0]) is { } first && Number(parts[1]) is { } second && make(first, second) is { } made)
        {
            return made;
        }

        result.AddError($"'{text}' is not {expected}.");
        return default;

        static double? Number(string part) =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }
}
