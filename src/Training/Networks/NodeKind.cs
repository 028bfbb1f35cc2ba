namespace Slams.Training.Networks;

/// <summary>Operations a network may use. Each has a TorchSharp form, an ONNX form and an ONNX adjoint.</summary>
public enum NodeKind
{
    /// <summary>A named input <c>[batch, channels, rows, columns]</c>, or <c>[batch, channels]</c> for vectors.</summary>
    Input,

    /// <summary>Convolution of odd kernel size, stride 1, circular in longitude, zero beyond the poles.</summary>
    Convolution,

    /// <summary>Fully connected layer on a vector.</summary>
    Linear,

    /// <summary>Group normalisation with learned scale and shift.</summary>
    GroupNorm,

    /// <summary>x · sigmoid(x).</summary>
    Silu,

    /// <summary>Sum of two values of one shape.</summary>
    Add,

    /// <summary>Adds a vector <c>[batch, channels]</c> to every cell of a field.</summary>
    AddVector,

    /// <summary>Joins fields along channels.</summary>
    Concat,

    /// <summary>Takes a run of channels.</summary>
    Slice,

    /// <summary>Halves the grid: each 2×2 patch becomes four times the channels.</summary>
    SpaceToDepth,

    /// <summary>Doubles the grid: the inverse of <see cref="SpaceToDepth"/>.</summary>
    DepthToSpace,

    /// <summary>Feature dropout while training, nothing otherwise.</summary>
    Dropout,
}
