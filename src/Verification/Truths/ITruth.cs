namespace Slams.Verification.Truths;

/// <summary>A true atmosphere with everything that the simulator observes. Fields are <c>[latitude, longitude]</c>.</summary>
public interface ITruth : ITemperatureTruth
{
    /// <summary>Near-surface air temperature in K.</summary>
    float[] NearSurfaceTemperatureK(int timeIndex);

    /// <summary>Outgoing longwave flux at the top of the atmosphere in W m-2, mean of the preceding six hours.</summary>
    float[] OutgoingLongwaveFlux(int timeIndex);

    /// <summary>Precipitation of the preceding six hours in mm.</summary>
    float[] Precipitation6hMm(int timeIndex);
}
