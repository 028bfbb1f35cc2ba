using Google.Protobuf;
using Slams.Diffusion.Networks;
using Slams.Diffusion.Networks.Onnx;

namespace Slams.Diffusion.Tests.Networks;

/// <summary>Cuts of small graphs, by the names of their nodes' values; what the operations are does not matter.</summary>
public sealed class OnnxCutTests
{
    [Fact]
    public void Constants_are_in_both_parts_and_only_the_border_is_kept()
    {
        var cut = Cut(
            ["x", "cotangent"], ["weight", "unused"], ["y", "adjoint"],
            ("kernel", ["weight"]), ("a", ["x", "kernel"]), ("slope", ["a"]), ("y", ["a"]), ("turned", ["kernel"]), ("b", ["cotangent", "slope"]),
            ("adjoint", ["b", "turned"]));

        Assert.Equal(["slope"], cut.Kept);
        RequirePart(cut.First, inputs: ["x"], constants: ["weight"], nodes: ["kernel", "a", "slope", "y"], outputs: ["y", "slope"]);
        RequirePart(cut.Second, inputs: ["cotangent", "slope"], constants: ["weight"], nodes: ["kernel", "turned", "b", "adjoint"], outputs: ["adjoint"]);
    }

    [Fact]
    public void An_input_that_the_map_needs_is_kept_without_a_node()
    {
        var cut = Cut(["x", "cotangent"], [], ["y", "adjoint"], ("y", ["x"]), ("adjoint", ["cotangent", "x"]));

        Assert.Equal(["x"], cut.Kept);
        RequirePart(cut.First, inputs: ["x"], constants: [], nodes: ["y"], outputs: ["y"]);
        RequirePart(cut.Second, inputs: ["cotangent", "x"], constants: [], nodes: ["adjoint"], outputs: ["adjoint"]);
    }

    [Fact]
    public void A_result_that_the_map_needs_is_one_output()
    {
        var cut = Cut(["x", "cotangent"], [], ["y", "adjoint"], ("y", ["x"]), ("adjoint", ["cotangent", "y"]));

        RequirePart(cut.First, inputs: ["x"], constants: [], nodes: ["y"], outputs: ["y"]);
        RequirePart(cut.Second, inputs: ["cotangent", "y"], constants: [], nodes: ["adjoint"], outputs: ["adjoint"]);
    }

    [Fact]
    public void A_cotangent_used_nowhere_is_an_error() => RequireError(
        "has no output 'adjoint' that depends on its input 'cotangent'",
        () => Cut(["x", "cotangent"], [], ["y", "adjoint"], ("y", ["x"]), ("adjoint", ["y"])));

    [Fact]
    public void A_map_without_its_output_is_an_error() => RequireError(
        "has no output 'adjoint'", () => Cut(["x", "cotangent"], [], ["y"], ("y", ["x"]), ("z", ["cotangent"])));

    [Fact]
    public void A_graph_within_a_node_is_an_error()
    {
        var model = Model(["x", "cotangent"], [], ["y", "adjoint"], ("y", ["x"]), ("adjoint", ["cotangent", "x"]));
        model.Graph.Node[0].Attribute.Add(new AttributeProto { G = new GraphProto() });

        RequireError("'y' has a graph of its own", () => new OnnxCut(model.ToByteArray(), "cotangent", "adjoint"));
    }

    private static void RequireError(string reason, Func<object> cut) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(cut).Message, StringComparison.Ordinal);

    private static OnnxCut Cut(string[] inputs, string[] constants, string[] outputs, params (string Output, string[] Inputs)[] nodes) =>
        new(Model(inputs, constants, outputs, nodes).ToByteArray(), "cotangent", "adjoint");

    internal static ModelProto Model(string[] inputs, string[] constants, string[] outputs, params (string Output, string[] Inputs)[] nodes)
    {
        var graph = new GraphProto();
        graph.Input.AddRange(inputs.Select(name => new ValueInfoProto { Name = name }));
        graph.Output.AddRange(outputs.Select(name => new ValueInfoProto { Name = name }));
        graph.Initializer.AddRange(constants.Select(name => new TensorProto { Name = name }));
        graph.Node.AddRange(nodes.Select(node => new NodeProto { Name = node.Output, Input = { node.Inputs }, Output = { node.Output } }));
        return new ModelProto { Graph = graph };
    }

    private static void RequirePart(byte[] model, string[] inputs, string[] constants, string[] nodes, string[] outputs)
    {
        var graph = ModelProto.Parser.ParseFrom(model).Graph;
        Assert.Equal(inputs, graph.Input.Select(input => input.Name));
        Assert.Equal(constants, graph.Initializer.Select(constant => constant.Name));
        Assert.Equal(nodes, graph.Node.Select(node => node.Name));
        Assert.Equal(outputs, graph.Output.Select(output => output.Name));
    }
}
