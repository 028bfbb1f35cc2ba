using System.Globalization;
using Slams.Core.Analyses;
using Slams.Core.Grids;

namespace Slams.Pictures.Fields;

/// <summary>Words above and below a picture: what it shows and where that comes from.</summary>
public static class FieldCaption
{
    /// <summary>What a field is, for example <c>Air temperature at 500 hPa, ensemble mean</c>.</summary>
    public static string Title(LevelField field) => $"Air temperature at {Drawable.Hpa(field.PressurePa)} hPa, " + field.Statistic switch
    {
        FieldStatistic.Mean => "ensemble mean",
        FieldStatistic.Spread => "ensemble spread",
        _ => "increment",
    };

    /// <summary>Time, revision, ensemble, model and run.</summary>
    public static string Origin(LevelField field) => field.Before is { } before ? Difference(before, field.Analysis) : Origin(field.Analysis);

    /// <summary>Time, revision, ensemble, model and run of one analysis.</summary>
    public static string Origin(Analysis analysis) =>
        string.Join(" · ", Time(analysis), Revision(analysis), Members(analysis), Model(analysis), Run(analysis));

    /// <summary>What the numbers of the colour bar are.</summary>
    public static string Scale(FieldStatistic statistic) => statistic switch
    {
        FieldStatistic.Mean => "Air temperature in K",
        FieldStatistic.Spread => "Standard deviation of the ensemble in K",
        _ => "Difference of ensemble means in K",
    };

    /// <summary>Smallest, mean and largest value.</summary>
    public static string Summary(FieldSummary summary) => string.Create(
        CultureInfo.InvariantCulture, $"min {Number(summary.Minimum)} · mean {Number(summary.Mean)} · max {Number(summary.Maximum)} K");

    /// <summary>A position, for example <c>52.5° N, 13.4° E</c>.</summary>
    public static string Position(double latitudeDegrees, double longitudeDegrees)
    {
        var east = Math.IEEERemainder(longitudeDegrees, 360);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Abs(latitudeDegrees):0.##}° {(latitudeDegrees < 0 ? 'S' : 'N')}, {Math.Abs(east):0.##}° {(east < 0 ? 'W' : 'E')}");
    }

    internal static string Time(Analysis analysis) => analysis.Cycle.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string Model(Analysis analysis) => $"model {analysis.Provenance.ModelId}";

    internal static string Run(Analysis analysis) => $"run {analysis.Provenance.RunId}";

    private static string Difference(Analysis before, Analysis after) => string.Join(
        " · ",
        new[] { Minus(Time(after), Time(before)), Minus(Revision(after), Revision(before)), Minus(Model(after), Model(before)), Minus(Run(after), Run(before)) }
            .Where(part => part.Length > 0));

    private static string Minus(string after, string before) => after == before ? after : $"{after} minus {before}";

    private static string Revision(Analysis analysis) => string.Create(CultureInfo.InvariantCulture, $"revision {analysis.Provenance.Revision}");

    private static string Members(Analysis analysis) => string.Create(CultureInfo.InvariantCulture, $"{analysis.Provenance.Members} members");

    private static string Number(double value) => Colours.RoundNumbers.Text(value, Math.Abs(value) < 10 ? 2 : 1);
}
