using Microsoft.ML.OnnxRuntime;

namespace Slams.Diffusion.Networks;

/// <summary>Tensors that one network leaves for another, where ONNX Runtime has put them.</summary>
/// <param name="Values">Tensors by name.</param>
internal sealed record KeptValues(IReadOnlyList<(string Name, OrtValue Value)> Values) : IDisposable
{
    /// <summary>None.</summary>
    public static KeptValues None { get; } = new([]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, value) in Values)
        {
            value.Dispose();
        }
    }
}
