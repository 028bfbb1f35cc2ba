using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Slams.Training.Optimisation;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) with gradient clipping and an exponential moving average of the weights; its whole
/// state can be saved, so training goes on from a checkpoint as if it had not stopped.
/// </summary>
public sealed class Optimiser
{
    private const double Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8, WeightDecay = 0.01, ClipNorm = 1.0;
    private readonly List<Entry> _entries;

    /// <summary>Takes over the parameters of a network.</summary>
    public Optimiser(IReadOnlyDictionary<string, Parameter> parameters)
    {
        using var noGrad = no_grad();
        _entries = [.. parameters.Select(p => new Entry(p.Key, p.Value, zeros_like(p.Value), zeros_like(p.Value), p.Value.detach().clone()))];
    }

    /// <summary>Steps taken so far.</summary>
    public long Step { get; private set; }

    /// <summary>Decay of the moving average once training is under way.</summary>
    public double AverageDecay { get; init; } = 0.999;

    /// <summary>Takes one step from the gradients and clears them; returns the gradient norm. A step with a non-finite norm is skipped.</summary>
    public double Update(double learningRate)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Step++;
        var squares = zeros(1);
        foreach (var entry in _entries)
        {
            if (entry.Parameter.grad is { } gradient)
            {
                squares.add_(gradient.square().sum());
            }
        }

        var norm = Math.Sqrt(squares.item<float>());
        if (double.IsFinite(norm))
        {
            var clip = Math.Min(1, ClipNorm / (norm + 1e-6));
            var decay = Math.Min(AverageDecay, (1.0 + Step) / (10.0 + Step));
            foreach (var entry in _entries)
            {
                Apply(entry, learningRate, clip, decay);
            }
        }

        foreach (var entry in _entries)
        {
            entry.Parameter.grad?.zero_();
        }

        return norm;
    }

    /// <summary>Writes step, weights, moments and averages.</summary>
    public void Save(string path)
    {
        var temporary = path + ".part";
        using (var writer = new BinaryWriter(File.Create(temporary)))
        {
            writer.Write(Step);
            writer.Write(_entries.Count);
            foreach (var entry in _entries)
            {
                writer.Write(entry.Name);
                foreach (var part in entry.Tensors)
                {
                    var values = part.data<float>().ToArray();
                    writer.Write(values.Length);
                    writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
                }
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The checkpoint belongs to another network.</exception>
    public void Load(string path)
    {
        using var noGrad = no_grad();
        using var reader = new BinaryReader(File.OpenRead(path));
        Step = reader.ReadInt64();
        var count = reader.ReadInt32();
        var byName = _entries.ToDictionary(e => e.Name);
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            if (!byName.TryGetValue(name, out var entry))
            {
                throw new InvalidDataException($"Checkpoint '{path}' has a parameter '{name}' that the network lacks.");
            }

            foreach (var part in entry.Tensors)
            {
                var length = reader.ReadInt32();
                if (length != part.numel())
                {
                    throw new InvalidDataException($"Checkpoint '{path}': '{name}' has {length} values, the network {part.numel()}.");
                }

                var values = new float[length];
                reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
                using var loaded = tensor(values, part.shape);
                part.copy_(loaded);
            }
        }
    }

    /// <summary>Replaces the weights by their moving average, for use after training.</summary>
    public void AdoptAverage()
    {
        using var noGrad = no_grad();
        foreach (var entry in _entries)
        {
            entry.Parameter.copy_(entry.Average);
        }
    }

    private void Apply(Entry entry, double learningRate, double clip, double averageDecay)
    {
        if (entry.Parameter.grad is not { } raw)
        {
            return;
        }

        using var scope = NewDisposeScope();
        var gradient = raw * clip;
        entry.First.mul_(Beta1).add_(gradient, 1 - Beta1);
        entry.Second.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, Step)) / (1 - Math.Pow(Beta1, Step));
        if (entry.Parameter.dim() > 1)
        {
            entry.Parameter.mul_(1 - (learningRate * WeightDecay));
        }

        entry.Parameter.addcdiv_(entry.First, entry.Second.sqrt().add_(Epsilon), -learningRate * correction);
        entry.Average.mul_(averageDecay).add_(entry.Parameter, 1 - averageDecay);
    }

    private sealed record Entry(string Name, Parameter Parameter, Tensor First, Tensor Second, Tensor Average)
    {
        public IEnumerable<Tensor> Tensors => [Parameter, First, Second, Average];
    }
}
