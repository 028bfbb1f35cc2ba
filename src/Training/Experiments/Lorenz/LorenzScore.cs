namespace Slams.Training.Experiments.Lorenz;

/// <summary>How good a sample of a posterior is.</summary>
/// <param name="LogPrior">Mean logarithm of the density of its transitions.</param>
/// <param name="LogLikelihood">Mean logarithm of the density of the observations.</param>
/// <param name="EarthMover">Earth mover's distance to draws of the particle filter, normalised Euclidean.</param>
public sealed record LorenzScore(double LogPrior, double LogLikelihood, double EarthMover);
