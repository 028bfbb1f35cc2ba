using Slams.Core.Randomness;

namespace Slams.Training.Experiments.Lorenz;

/// <summary>
/// The posterior of a trajectory by a bootstrap particle filter (Gordon et al. 1993): particles are moved by the noisy dynamics,
/// weighted by each observation and resampled systematically; draws are followed back along their ancestors. Asymptotically exact.
/// </summary>
/// <param name="particles">Number of particles.</param>
public sealed class ParticleSmoother(int particles)
{
    /// <summary>Draws trajectories from the posterior.</summary>
    /// <param name="observations">What was observed.</param>
    /// <param name="frames">Frames of the trajectory.</param>
    /// <param name="draws">Number of trajectories.</param>
    /// <param name="seed">Another seed gives an independent run.</param>
    /// <returns>The draws, normalised, and how many different first frames they have: few mean a poor sample of early frames.</returns>
    public (double[][] Draws, int DistinctStarts) Sample(LorenzObservations observations, int frames, int draws, ulong seed)
    {
        var states = LorenzChain.Trajectories(particles, 1, seed).SelectMany(s => s).ToArray();
        var history = new double[frames][];
        var ancestors = new int[frames][];
        for (var frame = 0; frame < frames; frame++)
        {
            if (frame > 0)
            {
                LorenzChain.Advance(states, seed + 1, (ulong)frame);
            }

            history[frame] = states;
            ancestors[frame] = frame % observations.Every == 0
                ? Resample(observations, frame / observations.Every, states, CounterRandom.Uniform(seed + 2, 0, (ulong)frame))
                : [.. Enumerable.Range(0, particles)];
            states = Select(states, ancestors[frame]);
        }

        return Trace(history, ancestors, draws);
    }

    private int[] Resample(LorenzObservations observations, int observation, double[] states, double offset)
    {
        var logs = Enumerable.Range(0, particles).Select(i => observations.LogLikelihood(observation, states[i * LorenzChain.Coordinates])).ToArray();
        var highest = logs.Max();
        var weights = Array.ConvertAll(logs, log => Math.Exp(log - highest));
        var total = weights.Sum();
        var chosen = new int[particles];
        var (at, reached) = (0, weights[0]);
        for (var i = 0; i < particles; i++)
        {
            for (var wanted = (i + offset) / particles * total; reached < wanted && at < particles - 1;)
            {
                reached += weights[++at];
            }

            chosen[i] = at;
        }

        return chosen;
    }

    private static double[] Select(double[] states, int[] chosen)
    {
        var selected = new double[states.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            states.AsSpan(chosen[i] * LorenzChain.Coordinates, LorenzChain.Coordinates).CopyTo(selected.AsSpan(i * LorenzChain.Coordinates));
        }

        return selected;
    }

    private (double[][] Draws, int DistinctStarts) Trace(double[][] history, int[][] ancestors, int draws)
    {
        var starts = new HashSet<int>();
        var traced = new double[draws][];
        for (var draw = 0; draw < draws; draw++)
        {
            // Resampled particles of one parent lie together: even spacing spreads the draws over all of them.
            var particle = (int)((long)draw * particles / draws);
            traced[draw] = new double[history.Length * LorenzChain.Coordinates];
            for (var frame = history.Length - 1; frame >= 0; frame--)
            {
                particle = ancestors[frame][particle];
                history[frame].AsSpan(particle * LorenzChain.Coordinates, LorenzChain.Coordinates)
                    .CopyTo(traced[draw].AsSpan(frame * LorenzChain.Coordinates));
            }

            starts.Add(particle);
        }

        return (traced, starts.Count);
    }
}
