namespace Slams.Diffusion.Networks;

/// <summary>Fields of a batch of states, with their derivatives there.</summary>
public interface ILinearisedFields : IDisposable
{
    /// <summary>The fields.</summary>
    float[] Fields { get; }

    /// <summary>(∂fields/∂state)ᵀ applied to cotangents of the fields.</summary>
    void ApplyAdjoint(float[] cotangent, Span<float> gradient);

    /// <summary>(∂fields/∂state) applied to directions.</summary>
    float[] ApplyTangent(ReadOnlySpan<float> directions);
}
