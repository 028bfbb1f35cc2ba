using Microsoft.ML.OnnxRuntime;

namespace Slams.Diffusion.Networks;

/// <summary>
/// One network in ONNX Runtime: float tensors in, float tensors out, safe to call from several threads. A session computes all
/// of its outputs, whichever are asked for.
/// </summary>
public sealed class OnnxNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly Dictionary<string, long[]> _shapes;
    private readonly RunOptions _runOptions = new();

    /// <summary>Loads a network.</summary>
    public OnnxNetwork(string path, SessionOptions options)
        : this(new InferenceSession(path, options))
    {
    }

    /// <summary>Loads a network from the content of a file.</summary>
    public OnnxNetwork(byte[] model, SessionOptions options)
        : this(new InferenceSession(model, options))
    {
    }

    private OnnxNetwork(InferenceSession session)
    {
        _session = session;
        _shapes = _session.InputMetadata.Concat(_session.OutputMetadata)
            .ToDictionary(m => m.Key, m => m.Value.Dimensions.Select(d => (long)d).ToArray());
    }

    /// <summary>Names of the inputs.</summary>
    public IEnumerable<string> Inputs => _session.InputMetadata.Keys;

    /// <summary>Values of one sample of an input or output.</summary>
    public int SampleSize(string name) => (int)_shapes[name].Skip(1).Aggregate(1L, (a, b) => a * b);

    /// <summary>Runs the network; arrays hold a whole batch, sample after sample, and outputs are written in place.</summary>
    public void Run(int batch, IReadOnlyList<(string Name, float[] Values)> inputs, IReadOnlyList<(string Name, float[] Values)> outputs) =>
        RunWith(KeptValues.None, batch, inputs, outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    /// <summary>The same with further inputs that another network has kept.</summary>
    internal void RunWith(
        KeptValues kept, int batch, IReadOnlyList<(string Name, float[] Values)> inputs, IReadOnlyList<(string Name, float[] Values)> outputs)
    {
        using var given = Wrap(batch, inputs);
        using var results = Wrap(batch, outputs);
        var all = given.Values.Concat(kept.Values).ToList();
        _session.Run(
            _runOptions, [.. all.Select(i => i.Name)], [.. all.Select(i => i.Value)], [.. outputs.Select(o => o.Name)], [.. results.Values.Select(o => o.Value)]);
    }

    /// <summary>
    /// Runs the network and leaves some of its inputs and results for another. Results stay where ONNX Runtime has put them, which is the memory of
    /// the CPU; the arrays of such inputs must not change until then.
    /// </summary>
    internal KeptValues RunAndKeep(
        int batch, IReadOnlyList<(string Name, float[] Values)> inputs, IReadOnlyList<(string Name, float[] Values)> outputs, IReadOnlyList<string> kept)
    {
        using var given = Wrap(batch, inputs);
        string[] names = [.. outputs.Select(o => o.Name).Union(kept.Where(name => inputs.All(input => input.Name != name)))];
        var results = names.Zip(_session.Run(_runOptions, [.. given.Values.Select(i => i.Name)], [.. given.Values.Select(i => i.Value)], names)).ToDictionary();
        foreach (var (name, values) in outputs)
        {
            results[name].GetTensorDataAsSpan<float>().CopyTo(values);
            if (!kept.Contains(name))
            {
                results.Remove(name, out var unkept);
                unkept?.Dispose();
            }
        }

        var keptInputs = Wrap(batch, [.. inputs.Where(input => kept.Contains(input.Name))]);
        return new KeptValues([.. keptInputs.Values, .. results.Select(result => (result.Key, result.Value))]);
    }

    private KeptValues Wrap(int batch, IReadOnlyList<(string Name, float[] Values)> tensors)
    {
        var wrapped = new List<(string, OrtValue)>(tensors.Count);
        foreach (var (name, values) in tensors)
        {
            var shape = (long[])_shapes[name].Clone();
            shape[0] = batch;
            wrapped.Add((name, OrtValue.CreateTensorValueFromMemory(values, shape)));
        }

        return new KeptValues(wrapped);
    }
}
