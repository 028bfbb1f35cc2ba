using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slams.Verification.ObservationErrors;

namespace Slams.Cli.ObservationErrors;

/// <summary>Writes estimated observation errors as JSON; <c>configuration</c> is what a file of settings may take. Numbers that are missing are null.</summary>
internal static class ErrorsJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The text, ending with a line feed.</summary>
    public static string Of(IReadOnlyList<QuantityErrors> quantities)
    {
        var settings = new JsonObject();
        foreach (var setting in quantities.Select(q => ErrorSetting.Of(q).Setting).OfType<ErrorSetting>())
        {
            settings[setting.Name] = double.Parse(setting.Text, CultureInfo.InvariantCulture);
        }

        var report = new JsonObject
        {
            ["quantities"] = new JsonArray([.. quantities.Select(Quantity)]),
            ["configuration"] = settings.Count > 0 ? new JsonObject { [ErrorSetting.Section] = settings } : new JsonObject(),
        };
        return report.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Quantity(QuantityErrors q)
    {
        var (setting, reason) = ErrorSetting.Of(q);
        return new JsonObject
        {
            ["quantity"] = q.Quantity,
            ["all"] = Estimate(q.All),
            ["lowest_assumed"] = Estimate(q.Plain),
            ["assumed_error_min"] = Number(q.AssumedErrors.Lowest),
            ["assumed_error_max"] = Number(q.AssumedErrors.Highest),
            ["mean_observed_minus_background"] = Number(q.MeanDeparture),
            ["mean_observed_minus_analysis"] = Number(q.MeanResidual),
            ["background_error"] = Number(q.BackgroundError),
            ["assumed_background_error"] = Number(q.AssumedBackgroundError),
            ["cycles_without_background"] = q.CyclesWithoutBackground,
            ["warnings"] = new JsonArray([.. q.Warnings.Select(warning => (JsonNode)warning)]),
            ["setting"] = setting?.Key,
            ["no_setting_because"] = setting is null ? reason : null,
            ["as_assumed"] = setting?.IsAsAssumed,
            ["sources"] = new JsonArray([.. q.Sources.Select(Source)]),
        };
    }

    private static JsonObject Estimate(ErrorEstimate estimate) => new()
    {
        ["cycles"] = estimate.Cycles,
        ["observations"] = estimate.Observations,
        ["error"] = Number(estimate.Error.Estimate),
        ["error_low"] = Number(estimate.Error.Low),
        ["error_high"] = Number(estimate.Error.High),
        ["assumed_error"] = Number(estimate.AssumedError),
        ["ratio"] = Number(estimate.Ratio),
    };

    private static JsonObject Source(SourceDeviation source) => new()
    {
        ["source_id"] = source.SourceId,
        ["observations"] = source.Observations,
        ["mean_observed_minus_background"] = Number(source.MeanDeparture),
        ["deviation_observed_minus_background"] = Number(source.DepartureDeviation),
        ["error"] = Number(source.Error),
        ["assumed_error"] = Number(source.AssumedError),
    };

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
