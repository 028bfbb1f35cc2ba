namespace Slams.Core.Observations;

/// <summary>How CF names what frames measure.</summary>
public static class FrameQuantities
{
    /// <summary>CF standard name.</summary>
    public static string StandardName(this FrameQuantity quantity) => quantity switch
    {
        FrameQuantity.OutgoingLongwaveFlux => "toa_outgoing_longwave_flux",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A quantity without a name."),
    };

    /// <summary>Unit of the values.</summary>
    public static string Units(this FrameQuantity quantity) => quantity switch
    {
        FrameQuantity.OutgoingLongwaveFlux => "W m-2",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A quantity without a unit."),
    };
}
