using Slams.Core.Randomness;

namespace Slams.Training.Experiments.Lorenz;

/// <summary>
/// The noisy Lorenz-63 system of the protocol of score-based data assimilation (arXiv 2306.10574): one Runge-Kutta step of 0.025
/// (σ 10, ρ 28, β 8/3), then normal noise of variance 0.025 on each coordinate. States are normalised, (x − (0, 0, 25)) / (8, 9, 8.6).
/// </summary>
public static class LorenzChain
{
    /// <summary>Coordinates of a state.</summary>
    public const int Coordinates = 3;

    private const double TimeStep = 0.025, Sigma = 10, Rho = 28, Beta = 8.0 / 3;
    private const int BurnIn = 256;
    private static readonly double[] Centre = [0, 0, 25], Scale = [8, 9, 8.6];
    private static readonly double NoiseDeviation = Math.Sqrt(TimeStep);

    /// <summary>Independent trajectories on the attractor, normalised, <c>[frame, coordinate]</c> each.</summary>
    /// <param name="count">Number of trajectories.</param>
    /// <param name="frames">Frames of each.</param>
    /// <param name="seed">Seed; the same trajectories for the same seed.</param>
    public static double[][] Trajectories(int count, int frames, ulong seed)
    {
        var states = new double[count * Coordinates];
        var noise = new float[states.Length];
        CounterRandom.FillNormal(seed, 0, noise);
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = noise[i];
        }

        var trajectories = Enumerable.Range(0, count).Select(_ => new double[frames * Coordinates]).ToArray();
        for (var step = 1; step < BurnIn + frames; step++)
        {
            Advance(states, seed, (ulong)step);
            for (var i = 0; step >= BurnIn && i < count; i++)
            {
                states.AsSpan(i * Coordinates, Coordinates).CopyTo(trajectories[i].AsSpan((step - BurnIn) * Coordinates));
            }
        }

        return trajectories;
    }

    /// <summary>Draws the following state of each normalised state, in place.</summary>
    public static void Advance(Span<double> states, ulong seed, ulong stream)
    {
        var noise = new float[states.Length];
        CounterRandom.FillNormal(seed, stream, noise);
        for (var i = 0; i < states.Length; i += Coordinates)
        {
            Predict(states.Slice(i, Coordinates));
            for (var c = 0; c < Coordinates; c++)
            {
                states[i + c] += NoiseDeviation * noise[i + c] / Scale[c];
            }
        }
    }

    /// <summary>Logarithm of the density of all transitions of a normalised trajectory, in the system's own units.</summary>
    public static double LogPrior(ReadOnlySpan<double> trajectory)
    {
        var sum = 0.0;
        Span<double> state = stackalloc double[Coordinates];
        for (var next = Coordinates; next < trajectory.Length; next += Coordinates)
        {
            trajectory.Slice(next - Coordinates, Coordinates).CopyTo(state);
            Predict(state);
            for (var c = 0; c < Coordinates; c++)
            {
                sum += LogNormal((trajectory[next + c] - state[c]) * Scale[c], NoiseDeviation);
            }
        }

        return sum;
    }

    /// <summary>Logarithm of the density of a normal departure.</summary>
    internal static double LogNormal(double departure, double deviation) =>
        (-0.5 * departure * departure / (deviation * deviation)) - Math.Log(deviation * Math.Sqrt(2 * Math.PI));

    /// <summary>One Runge-Kutta step of fourth order of a normalised state, without noise.</summary>
    private static void Predict(Span<double> state)
    {
        var (x, y, z) = (Physical(state, 0), Physical(state, 1), Physical(state, 2));
        var (a1, b1, c1) = Tendency(x, y, z);
        const double half = TimeStep / 2;
        var (a2, b2, c2) = Tendency(x + (half * a1), y + (half * b1), z + (half * c1));
        var (a3, b3, c3) = Tendency(x + (half * a2), y + (half * b2), z + (half * c2));
        var (a4, b4, c4) = Tendency(x + (TimeStep * a3), y + (TimeStep * b3), z + (TimeStep * c3));
        const double sixth = TimeStep / 6;
        state[0] = (x + (sixth * (a1 + (2 * a2) + (2 * a3) + a4)) - Centre[0]) / Scale[0];
        state[1] = (y + (sixth * (b1 + (2 * b2) + (2 * b3) + b4)) - Centre[1]) / Scale[1];
        state[2] = (z + (sixth * (c1 + (2 * c2) + (2 * c3) + c4)) - Centre[2]) / Scale[2];
    }

    private static double Physical(ReadOnlySpan<double> state, int c) => Centre[c] + (Scale[c] * state[c]);

    private static (double X, double Y, double Z) Tendency(double x, double y, double z) =>
        (Sigma * (y - x), (x * (Rho - z)) - y, (x * y) - (Beta * z));
}
