using Slams.Core.Grids;
using Slams.Core.Randomness;
using Slams.Diffusion.Ablation;
using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Ablation;

/// <summary>The bundled decoder as the operator sees it.</summary>
public sealed class DecodedFieldsTests
{
    [Fact]
    public void Tangent_and_adjoint_belong_to_one_jacobian()
    {
        var model = ModelFolder.Open(BundledModel.Folder);
        using var session = ExecutionProviders.OnCpu(1);
        using var decoder = new OnnxNetwork(Path.Combine(model.FolderPath, ModelFolder.Decoder), session);
        using var adjoint = new LinearisedNetwork(Path.Combine(model.FolderPath, ModelFolder.DecoderAdjoint), session);
        var fields = new DecodedFields(decoder, adjoint, model.Climatology.StaticFields);
        var grid = model.Climatology.Grid.Horizontal;
        var means = CellMeans.Blocks(grid.Rows, grid.Columns, 4);
        var observations = new FieldObservations(means, [1, 8], new float[2 * means.Count], [0.1f, 0.4f]);
        var operation = new FieldOperator(fields, observations, model.Climatology.Scaling.Channels);
        var (states, directions, weights) = (Normal(1, 2 * fields.StateSize), Normal(2, 2 * fields.StateSize), Normal(3, 2 * operation.ObservationCount));

        var (equivalents, gradient) = (new float[weights.Length], new float[states.Length]);
        using var linearised = operation.Linearise(states, equivalents);
        linearised.ApplyTangent(directions, equivalents);
        linearised.ApplyAdjoint(weights, gradient);

        var (forward, backward) = (Dot(equivalents, weights), Dot(directions, gradient));
        var scale = Math.Sqrt(Dot(equivalents, equivalents) * Dot(weights, weights));
        Assert.True(Math.Abs(forward - backward) < 2e-3 * scale, $"{forward} and {backward} at scale {scale}");
        Assert.True(Math.Abs(forward) > 5e-3 * scale, "products that vanish prove nothing");
    }

    private static float[] Normal(ulong stream, int count)
    {
        var values = new float[count];
        CounterRandom.FillNormal(29, stream, values);
        return values;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
