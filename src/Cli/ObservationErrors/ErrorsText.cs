using System.Globalization;
using System.Text;
using Slams.Core.Analyses;
using Slams.Formats.Content;
using Slams.Verification.ObservationErrors;
using Slams.Verification.Scores;

namespace Slams.Cli.ObservationErrors;

/// <summary>Writes estimated observation errors as plain text, the settings to judge at the end.</summary>
internal static class ErrorsText
{
    private const int NameWidth = 36, SourceWidth = 28;

    /// <summary>The text, lines ending with a line feed.</summary>
    public static string Of(IReadOnlyList<QuantityErrors> quantities)
    {
        var text = new StringBuilder();
        Line(text, $"{"standard deviations",-NameWidth}{"cycles",7}{"observations",13}{"mean O-B",10}{"sigma_o",9}   {"(95 %)",-18}{"assumed",9}{"ratio",7}{"sigma_b",9}{"assumed",9}");
        foreach (var q in quantities)
        {
            Line(text, $"{Name(q.Quantity),-NameWidth}{q.All.Cycles,7}{q.All.Observations,13}{Number(q.MeanDeparture),10}{Number(q.All.Error.Estimate),9}   {Interval(q.All.Error),-18}{Number(q.All.AssumedError),9}{Number(q.All.Ratio, "0.00"),7}{Number(q.BackgroundError),9}{Number(q.AssumedBackgroundError),9}");
        }

        foreach (var (quantity, warning) in quantities.SelectMany(q => q.Warnings.Select(warning => (q.Quantity, warning))))
        {
            Line(text, $"warning: {quantity}: {warning}");
        }

        foreach (var q in quantities.Where(q => q.Sources.Count > 0))
        {
            Sources(text, q);
        }

        Settings(text, quantities);
        return text.ToString();
    }

    private static void Sources(StringBuilder text, QuantityErrors q)
    {
        Line(text, $"");
        Line(text, $"{q.Quantity}: the largest sigma_o over the assumed");
        Line(text, $"{"source",-SourceWidth}{"observations",13}{"mean O-B",10}{"dev. O-B",10}{"sigma_o",9}{"assumed",9}");
        foreach (var s in q.Sources)
        {
            Line(text, $"{Printable.Of(s.SourceId),-SourceWidth}{s.Observations,13}{Number(s.MeanDeparture),10}{Number(s.DepartureDeviation),10}{Number(s.Error),9}{Number(s.AssumedError),9}");
        }
    }

    private static void Settings(StringBuilder text, IReadOnlyList<QuantityErrors> quantities)
    {
        Line(text, $"");
        Line(text, $"settings to judge; nothing was changed");
        foreach (var q in quantities)
        {
            var (setting, reason) = ErrorSetting.Of(q);
            if (setting is null)
            {
                Line(text, $"# {q.Quantity}: no setting: {reason}");
                continue;
            }

            if (setting.IsAsAssumed)
            {
                Line(text, $"# {q.Quantity}: the assumed {Number(setting.Estimate.AssumedError)} lies within {Interval(setting.Estimate.Error)}");
            }

            Line(text, $"--{setting.Key} {setting.Text}");
        }
    }

    private static string Name(string quantity) => quantity switch
    {
        FeedbackQuantities.AirTemperature => $"{quantity}, K",
        FeedbackQuantities.ProfileTemperature => $"{quantity}, K",
        FeedbackQuantities.Longwave => $"{quantity}, W m-2",
        FeedbackQuantities.Precipitation => $"{quantity}, log(1+mm)",
        _ => Printable.Of(quantity),
    };

    private static string Interval(ConfidenceInterval interval) => $"({Number(interval.Low)} to {Number(interval.High)})";

    private static string Number(double value, string format = "0.000") => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
}
