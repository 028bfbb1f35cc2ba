using Google.Protobuf;
using Slams.Core.Randomness;
using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Networks;

public sealed class LinearisedNetworkTests : IDisposable
{
    private const int Batch = 2;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-cut-");

    [Theory]
    [InlineData(ModelFolder.DenoiserAdjoint, "noised", "velocity")]
    [InlineData(ModelFolder.DecoderAdjoint, "latent", "state")]
    public void Gradients_and_outputs_are_those_of_the_whole_network_bit_by_bit(string file, string input, string output)
    {
        using var session = ExecutionProviders.OnCpu(1);
        using var whole = new OnnxNetwork(BundledFile(file), session);
        using var cut = new LinearisedNetwork(BundledFile(file), session);
        (string, float[])[] inputs = [.. whole.Inputs.Where(name => name != "cotangent").Select((name, i) => (name, Normal((ulong)i, Batch * whole.SampleSize(name))))];
        var (result, expectedResult) = (new float[Batch * whole.SampleSize(output)], new float[Batch * whole.SampleSize(output)]);
        using var linearised = cut.Linearise(Batch, inputs, [(output, result)]);

        foreach (var stream in new ulong[] { 11, 12 })
        {
            var cotangent = Normal(stream, result.Length);
            var (gradient, expected) = (new float[Batch * whole.SampleSize(input)], new float[Batch * whole.SampleSize(input)]);
            linearised.ApplyAdjoint(cotangent, gradient);
            whole.Run(Batch, [.. inputs, ("cotangent", cotangent)], [(output, expectedResult), ("adjoint", expected)]);

            Assert.Equal(expected, gradient);
            Assert.Contains(gradient, value => value != 0);
            Assert.Equal(expectedResult, result);
        }
    }

    [Fact]
    public void Linearisations_at_two_points_do_not_disturb_each_other()
    {
        using var session = ExecutionProviders.OnCpu(1);
        using var network = new LinearisedNetwork(BundledFile(ModelFolder.DecoderAdjoint), session);
        var cotangent = Normal(1, network.SampleSize("state"));
        var (alone, first, second) = (new float[network.SampleSize("latent")], new float[network.SampleSize("latent")], new float[network.SampleSize("latent")]);
        using (var one = At(2))
        {
            one.ApplyAdjoint(cotangent, alone);
        }

        using var a = At(2);
        using var b = At(3);
        b.ApplyAdjoint(cotangent, second);
        a.ApplyAdjoint(cotangent, first);

        Assert.Equal(alone, first);
        Assert.NotEqual(first, second);

        NetworkLinearisation At(ulong stream) => network.Linearise(
            1, [("latent", Normal(stream, network.SampleSize("latent"))), ("static", Normal(9, network.SampleSize("static")))],
            [("state", new float[network.SampleSize("state")])]);
    }

    [Fact]
    public void A_network_without_an_adjoint_is_refused_by_name() =>
        RequireRefusal(File.ReadAllBytes(BundledFile(ModelFolder.Decoder)), "has no input 'cotangent'");

    [Fact]
    public void What_is_no_network_is_refused_by_name() => RequireRefusal("CDF no network"u8.ToArray(), "is no ONNX model");

    [Fact]
    public void A_network_cut_short_is_refused_by_name() =>
        RequireRefusal(File.ReadAllBytes(BundledFile(ModelFolder.DecoderAdjoint))[..100_000], "is no ONNX model");

    [Fact]
    public void An_empty_file_is_refused_by_name() => RequireRefusal([], "has no graph");

    [Fact]
    public void What_the_runtime_refuses_in_its_parts_is_refused_by_name() => RequireRefusal(
        OnnxCutTests.Model(["x", "cotangent"], [], ["y", "adjoint"], ("y", ["x"]), ("adjoint", ["cotangent", "x"])).ToByteArray(),
        "cannot be loaded in two parts");

    private void RequireRefusal(byte[] content, string reason)
    {
        var path = Path.Combine(_folder.FullName, "some-adjoint.onnx");
        File.WriteAllBytes(path, content);
        using var session = ExecutionProviders.OnCpu(1);

        var message = Assert.Throws<InvalidDataException>(() => new LinearisedNetwork(path, session)).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    private static string BundledFile(string file) => Path.Combine(BundledModel.Folder, file);

    private static float[] Normal(ulong stream, int count)
    {
        var values = new float[count];
        CounterRandom.FillNormal(41, stream, values);
        return values;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
