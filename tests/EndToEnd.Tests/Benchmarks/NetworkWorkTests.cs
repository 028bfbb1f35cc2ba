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

        Assert.Equal(2 * products / 4, NetworkWork.OperationsPerCell(Path.Combine(Samples.Model, "decoder.onnx")), 1e-6);
    }

    [Fact]
    public void Layers_of_halved_grids_count_for_fewer_cells()
    {
        // The grid of the latents has a quarter of the cells; each halving below it a quarter of those.
        const double first = 9 * ((156 * 64) + (8 * 64 * 64) + (64 * 48)), second = (9 * 8 * 96 * 96) + (256 * 96) + (96 * 256), third = (9 * 4 * 128 * 128) + (384 * 128) + (128 * 384);

        Assert.Equal(2 * ((first / 4) + (second / 16) + (third / 64)), NetworkWork.OperationsPerCell(Path.Combine(Samples.Model, "denoiser.onnx")), 1e-6);
    }
}
