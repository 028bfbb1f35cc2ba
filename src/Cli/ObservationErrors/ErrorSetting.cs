using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Slams.Assimilator;
using Slams.Core.Analyses;
using Slams.Diffusion.Analysts;
using Slams.Verification.ObservationErrors;

namespace Slams.Cli.ObservationErrors;

/// <summary>A setting of the assimilator that an estimate proposes.</summary>
/// <param name="Name">Name within its section.</param>
/// <param name="Text">Value to three digits, invariant.</param>
/// <param name="Estimate">What it follows.</param>
internal sealed record ErrorSetting(string Name, string Text, ErrorEstimate Estimate)
{
    /// <summary>The section.</summary>
    public const string Section = AssimilatorRegistration.AnalysisSection;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [FeedbackQuantities.AirTemperature] = nameof(AnalystOptions.TemperatureErrorK),
        [FeedbackQuantities.ProfileTemperature] = nameof(AnalystOptions.ProfileTemperatureErrorK),
        [FeedbackQuantities.Longwave] = nameof(AnalystOptions.LongwaveErrorWattsPerSquareMetre),
    };

    /// <summary>Key of the configuration.</summary>
    public string Key => $"{Section}:{Name}";

    /// <summary>Whether the assumed error lies within the interval of the estimate, so that nothing speaks for a change.</summary>
    public bool IsAsAssumed => Estimate.AssumedError >= Estimate.Error.Low && Estimate.AssumedError <= Estimate.Error.High;

    /// <summary>The setting that an estimate proposes; null and the reason where there is none.</summary>
    public static (ErrorSetting? Setting, string Reason) Of(QuantityErrors errors)
    {
        if (!Names.TryGetValue(errors.Quantity, out var name))
        {
            return (null, errors.Quantity == FeedbackQuantities.Precipitation ? "its error grows with the amount and is not a setting" : "it has no setting");
        }

        if (!errors.IsUsable)
        {
            return (null, "the estimate is no ground for one (see the warnings)");
        }

        // Frames that bring an error of their own do not take that of the settings, and nothing tells which they are.
        if (errors.Quantity == FeedbackQuantities.Longwave && errors.Plain.Observations < errors.All.Observations)
        {
            return (null, "frames differ in their assumed errors, so some bring their own");
        }

        var text = errors.Plain.Error.Estimate.ToString("G3", CultureInfo.InvariantCulture);
        var range = typeof(AnalystOptions).GetProperty(name)!.GetCustomAttribute<RangeAttribute>()!;
        return range.IsValid(double.Parse(text, CultureInfo.InvariantCulture))
            ? (new ErrorSetting(name, text, errors.Plain), "")
            : (null, $"{text} is outside of {range.Minimum} to {range.Maximum}");
    }
}
