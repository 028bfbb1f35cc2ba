using Slams.Core.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Slams.Training.Experiments.Lorenz;

/// <summary>
/// The local score network: a residual perceptron from a noised window of 2k + 1 frames and the noise embedding to the velocity
/// v = α ε − σ x of the window.
/// </summary>
public sealed class WindowNetwork
{
    private const int Blocks = 3;
    private readonly Dictionary<string, Parameter> _parameters = [];

    // Not made anew for each call: see Optimiser.
    private readonly Scalar _one = 1.0f;

    /// <summary>Makes a network with fresh weights.</summary>
    /// <param name="frames">Frames of a window, odd.</param>
    /// <param name="width">Hidden width.</param>
    /// <param name="seed">Seed of the weights.</param>
    public WindowNetwork(int frames, int width, ulong seed)
    {
        Frames = frames;
        var values = frames * LorenzChain.Coordinates;
        Register("in", values + Embedding, width, 1, seed);
        for (var block = 0; block < Blocks; block++)
        {
            Register($"b{block}.1", width, width, 1, seed);
            Register($"b{block}.2", width, width, 0.1, seed);
        }

        Register("out", width, values, 0.1, seed);
    }

    /// <summary>Length of the noise embedding.</summary>
    public static int Embedding => 32;

    /// <summary>Frames of a window.</summary>
    public int Frames { get; }

    /// <summary>Trainable tensors by name.</summary>
    public IReadOnlyDictionary<string, Parameter> Parameters => _parameters;

    /// <summary>Velocity of windows <c>[batch, frame × coordinate]</c> with embeddings <c>[batch, embedding]</c>.</summary>
    public Tensor Forward(Tensor windows, Tensor embedding)
    {
        var h = Linear("in", cat([windows, embedding], 1));
        for (var block = 0; block < Blocks; block++)
        {
            var inner = Linear($"b{block}.1", nn.functional.layer_norm(h, [h.shape[1]]));
            h = h.add(Linear($"b{block}.2", nn.functional.silu(inner)), _one);
        }

        return Linear("out", nn.functional.silu(h));
    }

    private Tensor Linear(string name, Tensor input) => nn.functional.linear(input, _parameters[$"{name}.weight"], _parameters[$"{name}.bias"]);

    private void Register(string name, int inputs, int outputs, double gain, ulong seed)
    {
        var values = new float[inputs * outputs];
        CounterRandom.FillNormal(seed, (ulong)_parameters.Count, values);
        var scale = (float)(gain / Math.Sqrt(inputs));
        _parameters[$"{name}.weight"] = new Parameter(tensor(Array.ConvertAll(values, v => v * scale), [outputs, inputs]));
        _parameters[$"{name}.bias"] = new Parameter(zeros(outputs));
    }
}
