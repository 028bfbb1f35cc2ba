using System.Globalization;
using Slams.Core.Randomness;
using Slams.Diffusion.Sampling;
using Slams.Training.Optimisation;
using TorchSharp;
using static TorchSharp.torch;

namespace Slams.Training.Experiments.Lorenz;

/// <summary>Trains the local score network on free trajectories.</summary>
public static class WindowTraining
{
    private const int Trajectories = 512, Length = 1024, LogEvery = 1000;

    /// <summary>Trains a network, and returns it with averaged weights.</summary>
    /// <param name="options">Sizes and seed.</param>
    /// <param name="checkpoint">File to go on from and to leave the weights in; null keeps none.</param>
    /// <param name="log">Where progress lines go.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public static WindowNetwork Run(LorenzOptions options, string? checkpoint, Action<string> log, CancellationToken cancellationToken)
    {
        var schedule = new CosineSchedule();
        var network = new WindowNetwork((2 * options.HalfWindow) + 1, options.Width, (ulong)options.Seed);
        var optimiser = new Optimiser(network.Parameters);
        if (checkpoint is not null && File.Exists(checkpoint))
        {
            optimiser.Load(checkpoint);
            log($"resumed at step {optimiser.Step}");
        }

        var rate = new LearningRate(options.LearningRate, options.TrainingSteps);
        var free = LorenzChain.Trajectories(Trajectories, Length, (ulong)options.Seed);
        var sum = 0.0;
        while (optimiser.Step < options.TrainingSteps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (NewDisposeScope())
            {
                var loss = Loss(network, schedule, free, options, optimiser.Step);
                loss.backward();
                sum += loss.item<float>();
            }

            optimiser.Update(rate.At(optimiser.Step));
            if (optimiser.Step % LogEvery == 0)
            {
                log(string.Create(CultureInfo.InvariantCulture, $"step {optimiser.Step}/{options.TrainingSteps} loss {sum / LogEvery:0.0000}"));
                sum = 0;
            }
        }

        if (checkpoint is not null)
        {
            optimiser.Save(checkpoint);
        }

        optimiser.AdoptAverage();
        return network;
    }

    private static Tensor Loss(WindowNetwork network, CosineSchedule schedule, double[][] free, LorenzOptions options, long step)
    {
        var (size, values) = (options.Batch, network.Frames * LorenzChain.Coordinates);
        var clean = new float[size * values];
        var noise = new float[size * values];
        CounterRandom.FillNormal((ulong)options.Seed + 1, (ulong)step, noise);
        var (alpha, sigma) = (new float[size], new float[size]);
        var embedding = new float[size * WindowNetwork.Embedding];
        var offset = CounterRandom.Uniform((ulong)options.Seed + 2, 0, (ulong)step);
        for (var i = 0; i < size; i++)
        {
            var (a, b, _, _) = CounterRandom.Words((ulong)options.Seed + 3, (ulong)step, (ulong)i);
            var start = (int)(b % (Length - network.Frames)) * LorenzChain.Coordinates;
            var window = free[a % Trajectories].AsSpan(start, values);
            for (var v = 0; v < values; v++)
            {
                clean[(i * values) + v] = (float)window[v];
            }

            var t = (i + offset) / size;
            (alpha[i], sigma[i]) = ((float)schedule.Alpha(t), (float)schedule.Sigma(t));
            NoiseEmbedding.Fill(t, embedding.AsSpan(i * WindowNetwork.Embedding, WindowNetwork.Embedding));
        }

        // From here on clean is the noised window, and noise the negative of its velocity.
        for (var i = 0; i < clean.Length; i++)
        {
            var (x, e) = (clean[i], noise[i]);
            clean[i] = (alpha[i / values] * x) + (sigma[i / values] * e);
            noise[i] = (sigma[i / values] * x) - (alpha[i / values] * e);
        }

        var velocity = network.Forward(tensor(clean, [size, values]), tensor(embedding, [size, WindowNetwork.Embedding]));
        using Scalar one = 1.0f;
        var error = velocity.add(tensor(noise, [size, values]), one);
        return (error * error).mean();
    }
}
