namespace Slams.Core.Observations;

/// <summary>How CF names what frames measure.</summary>
public static class FrameQuantities
{
    /// <summary>CF standard name.</summary>
    public static string StandardName(this FrameQuantity quantity) => quantity switch
    {
        FrameQuantity.OutgoingLongwaveFlux => "toa_outgoing_longwave_flux",
        FrameQuantity.BrightnessTemperature => "toa_brightness_temperature",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A quantity without a name."),
    };

    /// <summary>Name for people.</summary>
    public static string LongName(this FrameQuantity quantity) => quantity switch
    {
        FrameQuantity.OutgoingLongwaveFlux => "outgoing longwave radiation at the top of the atmosphere",
        FrameQuantity.BrightnessTemperature => "brightness temperature at the top of the atmosphere",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A quantity without a name."),
    };

    /// <summary>Unit of the values.</summary>
    public static string Units(this FrameQuantity quantity) => quantity switch
    {
        FrameQuantity.OutgoingLongwaveFlux => "W m-2",
        FrameQuantity.BrightnessTemperature => "K",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A quantity without a unit."),
    };
}
