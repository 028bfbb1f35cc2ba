namespace Slams.Verification.Simulation;

/// <summary>Profiles of temperature at every level and cycle.</summary>
/// <param name="Sites">Number of sites, drawn from the same list as stations.</param>
/// <param name="ErrorK">Standard deviation of the error of a temperature, independent from level to level, K.</param>
public sealed record ProfileSystem(int Sites, double ErrorK = 0.7);
