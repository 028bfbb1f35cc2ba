using Slams.Diffusion.Ablation;
using Slams.Training.Networks;

namespace Slams.Training.Tests.Networks;

public sealed class PriorArchitectureTests
{
    [Fact]
    public void Both_spaces_have_the_same_budget()
    {
        var shapes = new NetworkShapes { StateChannels = 11 };

        var pixel = new TorchNetwork(PriorArchitecture.Build(shapes, PriorSpace.Pixel), 1).ParameterCount;
        var latent = new TorchNetwork(PriorArchitecture.Build(shapes, PriorSpace.Latent), 1).ParameterCount;

        Assert.InRange((double)latent / pixel, 0.95, 1.0);
    }
}
