using System.Diagnostics;
using System.Globalization;
using Slams.Training.Networks;
using Slams.Training.Optimisation;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>The loop every stage shares: batches drawn ahead, one step, progress lines, checkpoints, resume.</summary>
public sealed class StageLoop(TrainingContext context, string stage, TorchNetwork[] networks, LearningRate schedule)
{
    private const int LogEvery = 50, SaveEvery = 200, ProbeEvery = 400;

    /// <summary>Judges the networks as they are, on data that training never sees; its words go to the log.</summary>
    public Func<string>? Probe { get; init; }

    /// <summary>Trains to the end of the schedule; <paramref name="loss"/> returns the loss of a batch drawn by <paramref name="draw"/>.</summary>
    public void Run<TBatch>(Func<long, TBatch> draw, Func<TBatch, Tensor> loss, int batchSize, CancellationToken cancellationToken)
    {
        var parameters = networks.SelectMany(n => n.Parameters.Select(p => KeyValuePair.Create($"{n.Graph.Name}/{p.Key}", p.Value))).ToDictionary();
        var optimiser = new Optimiser(parameters);
        var path = context.Checkpoint(stage);
        if (File.Exists(path))
        {
            optimiser.Load(path);
            context.Log($"{stage}: resumed at step {optimiser.Step}");
        }

        var clock = Stopwatch.StartNew();
        var waited = new Stopwatch();
        var (sum, seen) = (0.0, 0);
        // A stage that is finished draws nothing.
        var next = optimiser.Step < schedule.Steps ? Task.Run(() => draw(optimiser.Step), cancellationToken) : null;
        while (optimiser.Step < schedule.Steps && !cancellationToken.IsCancellationRequested)
        {
            waited.Start();
            var batch = next!.GetAwaiter().GetResult();
            waited.Stop();
            var following = optimiser.Step + 1;
            next = Task.Run(() => draw(following), cancellationToken);
            using (NewDisposeScope())
            {
                var value = loss(batch);
                value.backward();
                sum += value.item<float>();
            }

            seen++;
            optimiser.Update(schedule.At(optimiser.Step));
            if (optimiser.Step % LogEvery == 0)
            {
                var rate = seen * batchSize / clock.Elapsed.TotalSeconds;
                context.Log(string.Create(CultureInfo.InvariantCulture,
                    $"{stage}: step {optimiser.Step}/{schedule.Steps} loss {sum / seen:0.0000} {rate:0.0} samples/s, {waited.Elapsed.TotalSeconds / clock.Elapsed.TotalSeconds:P0} waiting for data"));
                waited.Reset();
                (sum, seen) = (0, 0);
                clock.Restart();
            }

            if (optimiser.Step % SaveEvery == 0)
            {
                optimiser.Save(path);
                if (Probe is not null && optimiser.Step % ProbeEvery == 0)
                {
                    context.Log($"{stage}: step {optimiser.Step} {Probe()}");
                    clock.Restart();
                }
            }
        }

        optimiser.Save(path);
        optimiser.AdoptAverage();
    }
}
