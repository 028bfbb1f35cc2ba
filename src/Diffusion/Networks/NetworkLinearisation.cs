namespace Slams.Diffusion.Networks;

/// <summary>The adjoint of a network at the points of one batch, with the values kept for it; these take tens of megabytes until it is disposed of.</summary>
public sealed class NetworkLinearisation : IDisposable
{
    private readonly OnnxNetwork _map;
    private readonly int _batch;
    private readonly KeptValues _kept;
    private readonly string _input;
    private readonly string _output;

    internal NetworkLinearisation(OnnxNetwork map, int batch, KeptValues kept, string input, string output) =>
        (_map, _batch, _kept, _input, _output) = (map, batch, kept, input, output);

    /// <summary>(∂output/∂input)ᵀ applied to a cotangent of the whole batch.</summary>
    public void ApplyAdjoint(float[] cotangent, float[] gradient) => _map.RunWith(_kept, _batch, [(_input, cotangent)], [(_output, gradient)]);

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();
}
