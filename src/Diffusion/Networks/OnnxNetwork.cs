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
    {
        _session = new InferenceSession(path, options);
        _shapes = _session.InputMetadata.Concat(_session.OutputMetadata)
            .ToDictionary(m => m.Key, m => m.Value.Dimensions.Select(d => (long)d).ToArray());
    }

    /// <summary>Values of one sample of an input or output.</summary>
    public int SampleSize(string name) => (int)_shapes[name].Skip(1).Aggregate(1L, (a, b) => a * b);

    /// <summary>Runs the network; arrays hold a whole batch, sample after sample, and outputs are written in place.</summary>
    public void Run(int batch, IReadOnlyList<(string Name, float[] Values)> inputs, IReadOnlyList<(string Name, float[] Values)> outputs)
    {
        var inputValues = new OrtValue[inputs.Count];
        var outputValues = new OrtValue[outputs.Count];
        try
        {
            for (var i = 0; i < inputValues.Length; i++)
            {
                inputValues[i] = Wrap(batch, inputs[i]);
            }

            for (var i = 0; i < outputValues.Length; i++)
            {
                outputValues[i] = Wrap(batch, outputs[i]);
            }

            _session.Run(_runOptions, [.. inputs.Select(i => i.Name)], inputValues, [.. outputs.Select(o => o.Name)], outputValues);
        }
        finally
        {
            foreach (var value in inputValues.Concat(outputValues))
            {
                value?.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private OrtValue Wrap(int batch, (string Name, float[] Values) tensor)
    {
        var shape = (long[])_shapes[tensor.Name].Clone();
        shape[0] = batch;
        return OrtValue.CreateTensorValueFromMemory(tensor.Values, shape);
    }
}
