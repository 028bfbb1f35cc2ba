using Slams.Diffusion.Model;
using Slams.Training.Data;
using Slams.Training.Export;
using Slams.Training.Networks;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>What the stages share.</summary>
public sealed record TrainingContext
{
    /// <summary>Training states.</summary>
    public required NatureRunCache Cache { get; init; }

    /// <summary>Sizes of the networks.</summary>
    public required NetworkShapes Shapes { get; init; }

    /// <summary>Static fields <c>[channel, latitude, longitude]</c>.</summary>
    public required float[] StaticFields { get; init; }

    /// <summary>Folder of checkpoints.</summary>
    public required string Folder { get; init; }

    /// <summary>Seed of weights and batches.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Precision of the forward and backward pass; weights and statistics stay float32.</summary>
    public ScalarType Precision { get; init; } = ScalarType.BFloat16;

    /// <summary>Model whose networks training starts from; null starts from fresh weights.</summary>
    public ModelFolder? Start { get; init; }

    /// <summary>Where progress lines go.</summary>
    public required Action<string> Log { get; init; }

    /// <summary>Grid rows.</summary>
    public int Rows => Cache.Grid.Horizontal.Rows;

    /// <summary>Grid columns.</summary>
    public int Columns => Cache.Grid.Horizontal.Columns;

    /// <summary>A network with the weights of <see cref="Start"/>, or with fresh ones from a seed.</summary>
    /// <exception cref="InvalidDataException">The model has networks of other sizes.</exception>
    public TorchNetwork Build(NetworkGraph graph, int seed)
    {
        var network = new TorchNetwork(graph, (ulong)seed);
        if (Start is { } model)
        {
            network.Adopt(OnnxWeights.Read(File.ReadAllBytes(Path.Combine(model.FolderPath, $"{graph.Name}.onnx"))));
        }

        return network;
    }

    /// <summary>Static fields repeated for a batch.</summary>
    public Tensor StaticBatch(int size) => tensor(StaticFields, [1, Shapes.StaticChannels, Rows, Columns]).expand(size, -1, -1, -1);

    /// <summary>Static fields of each sample's world.</summary>
    public Tensor StaticBatch(IReadOnlyList<bool> mirrored)
    {
        var mirror = Mirror.StaticFields(StaticFields, Rows, Columns);
        return tensor(mirrored.SelectMany(m => m ? mirror : StaticFields).ToArray(), [mirrored.Count, Shapes.StaticChannels, Rows, Columns]);
    }

    /// <summary>Area weights <c>[1, 1, rows, 1]</c> on a grid coarser by a factor.</summary>
    public Tensor AreaWeights(int factor)
    {
        var weights = Cache.Grid.Horizontal.RowWeights;
        var rows = Enumerable.Range(0, Rows / factor).Select(r => (float)Enumerable.Range(r * factor, factor).Average(i => weights[i])).ToArray();
        return tensor(rows, [1, 1, rows.Length, 1]);
    }

    /// <summary>Path of a checkpoint.</summary>
    public string Checkpoint(string stage) => Path.Combine(Folder, $"{stage}.ckpt");
}
