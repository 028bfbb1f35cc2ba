namespace Slams.Formats.NatureRun;

/// <summary>Everything of one time, as the trainer reads it. NaN where missing; fields are row-major from the south.</summary>
/// <param name="Time">Time, UTC.</param>
/// <param name="TemperatureK">Air temperature in K, <c>[level, latitude, longitude]</c>, top first.</param>
/// <param name="NearSurfaceTemperatureK">Near-surface air temperature in K.</param>
/// <param name="OutgoingLongwaveFlux">Outgoing longwave flux at the top of the atmosphere in W m-2.</param>
/// <param name="Precipitation6hMm">Precipitation of six hours in mm.</param>
public sealed record NatureRunState(
    DateTimeOffset Time, float[] TemperatureK, float[] NearSurfaceTemperatureK, float[] OutgoingLongwaveFlux, float[] Precipitation6hMm);
