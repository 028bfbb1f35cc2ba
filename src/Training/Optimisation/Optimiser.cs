using TorchSharp;
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

    // Scalars live as long as the optimiser, or to the end of a block: TorchSharp does not keep one alive that was made for a call, and
    // the garbage collector may take it while the call still reads it.
    private readonly Scalar _one = 1.0f, _beta1 = Beta1, _rest1 = 1 - Beta1, _beta2 = Beta2, _rest2 = 1 - Beta2, _epsilon = Epsilon;

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
                squares.add_((gradient * gradient).sum(), _one);
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
        using Scalar clipped = clip;
        var gradient = raw.mul(clipped);
        entry.First.mul_(_beta1).add_(gradient, _rest1);
        entry.Second.mul_(_beta2).addcmul_(gradient, gradient, _rest2);
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, Step)) / (1 - Math.Pow(Beta1, Step));
        if (entry.Parameter.dim() > 1)
        {
            using Scalar shrunk = 1 - (learningRate * WeightDecay);
            entry.Parameter.mul_(shrunk);
        }

        using Scalar step = -learningRate * correction;
        entry.Parameter.addcdiv_(entry.First, entry.Second.sqrt().add_(_epsilon), step);
        using Scalar kept = averageDecay;
        using Scalar taken = 1 - averageDecay;
        entry.Average.mul_(kept).add_(entry.Parameter, taken);
    }

    private sealed record Entry(string Name, Parameter Parameter, Tensor First, Tensor Second, Tensor Average)
    {
        public IEnumerable<Tensor> Tensors => [Parameter, First, Second, Average];
    }
}
