using Slams.Benchmarks;
using Slams.Benchmarks.Scaling;

namespace Slams.EndToEnd.Tests.Benchmarks;

/// <summary>The work of a network, counted from its kernels.</summary>
public sealed class NetworkWorkTests
{
    [Fact]
    public void The_kernels_of_the_bundled_decoder_are_counted_at_the_cells_of_the_latents()
    {
        // Inputs and outputs of each layer: stem of 24 latents and 12 patches of static fields, six convolutions of three blocks, two to 11 channels for each of four cells.
        const double products = 9 * ((36 * 96) + (6 * 96 * 96) + (96 * 44) + (24 * 44));

        var operations = NetworkWork.OperationsPerCell(Path.Combine(Samples.Model, "decoder.onnx"));

        // Normalisations have four dimensions too, and next to no work.
        Assert.InRange(operations, 2 * products / 4, 1.001 * 2 * products / 4);
    }

    [Fact]
    public void Layers_of_halved_grids_count_for_fewer_cells()
    {
        // Known from PyTorch, which counts 5.854 GFLOP for four samples of 48 x 96 cells.
        Assert.Equal(5.854e9, 4 * 48 * 96 * NetworkWork.OperationsPerCell(Path.Combine(Samples.Model, "denoiser.onnx")), 0.002e9);
    }
}
