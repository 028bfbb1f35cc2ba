using Slams.Core.Analyses;

namespace Slams.Publisher.Feedback;

/// <summary>What was observed, and the unit in which it is assimilated.</summary>
/// <param name="Name">A CF standard name where there is one.</param>
/// <param name="Unit">Unit of value, equivalents, spread and error.</param>
internal sealed record FeedbackQuantity(string Name, string Unit)
{
    public static FeedbackQuantity AirTemperature { get; } = new(FeedbackQuantities.AirTemperature, "K");

    /// <summary>Air temperature of profiles at a pressure.</summary>
    public static FeedbackQuantity ProfileTemperature { get; } = new(FeedbackQuantities.ProfileTemperature, "K");

    /// <summary>Precipitation of six hours, as the logarithm that is assimilated.</summary>
    public static FeedbackQuantity Precipitation { get; } = new(FeedbackQuantities.Precipitation, "log(1+mm)");

    public static FeedbackQuantity Longwave { get; } = new(FeedbackQuantities.Longwave, "W m-2");
}
