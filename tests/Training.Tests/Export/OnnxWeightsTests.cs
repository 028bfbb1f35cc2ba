using Slams.Training.Export;
using Slams.Training.Networks;

namespace Slams.Training.Tests.Export;

public sealed class OnnxWeightsTests
{
    private static readonly NetworkShapes Shapes = new()
    {
        StateChannels = 5,
        LatentChannels = 4,
        AutoencoderWidth = 32,
        AnalysisWidths = [32, 48, 64],
    };

    [Fact]
    public void A_network_starts_from_what_was_exported()
    {
        var (exported, started) = (Analysis(Shapes, seed: 1), Analysis(Shapes, seed: 2));

        started.Adopt(OnnxWeights.Read(ModelExporter.ToOnnx(exported, 16, 32)));

        Assert.Equal(exported.Parameters.Keys, started.Parameters.Keys);
        Assert.All(exported.Parameters, parameter =>
            Assert.All(Values(parameter.Value).Zip(Values(started.Parameters[parameter.Key])), pair => Assert.Equal((float)(Half)pair.First, pair.Second)));
    }

    [Fact]
    public void The_weights_of_another_network_are_refused()
    {
        var other = ModelExporter.ToOnnx(Analysis(Shapes with { AnalysisWidths = [32, 48, 80] }, seed: 1), 16, 32);

        var refused = Assert.Throws<InvalidDataException>(() => Analysis(Shapes, seed: 2).Adopt(OnnxWeights.Read(other)));

        Assert.Contains("analysis", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused() => Assert.Throws<InvalidDataException>(() => OnnxWeights.Read("no model at all"u8.ToArray()));

    private static TorchNetwork Analysis(NetworkShapes shapes, ulong seed) => new(Architectures.Analysis(shapes, dropout: 0.1), seed);

    private static float[] Values(TorchSharp.Modules.Parameter parameter) => parameter.data<float>().ToArray();
}
