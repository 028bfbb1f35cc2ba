namespace Slams.Core.Observations;

/// <summary>What a satellite frame measures.</summary>
public enum FrameQuantity
{
    /// <summary>CF <c>toa_outgoing_longwave_flux</c> in W m-2.</summary>
    OutgoingLongwaveFlux = 1,

    /// <summary>CF <c>toa_brightness_temperature</c> of an infrared band, in K. Carried for people to look at; no model knows it.</summary>
    BrightnessTemperature = 2,
}
