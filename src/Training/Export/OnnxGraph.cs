using System.Runtime.InteropServices;

namespace Slams.Training.Export;

/// <summary>
/// Builds an ONNX model (IR 9, operator set 19). Field numbers follow the public onnx.proto. Weights are stored as half floats
/// and widened by a Cast that ONNX Runtime folds when it loads the model.
/// </summary>
internal sealed class OnnxGraph(string name)
{
    /// <summary>What the names of stored weights end with.</summary>
    public const string HalfSuffix = ".half";

    private const int FloatType = 1, Int64Type = 7, HalfType = 10;
    private readonly ProtobufWriter _graph = new();
    private readonly Dictionary<string, string> _constants = [];
    private int _names;

    /// <summary>Adds a node and returns the name of its only result.</summary>
    public string Node(string op, IReadOnlyList<string> inputs, params (string Name, object Value)[] attributes)
    {
        var result = $"v{_names++}";
        Emit(op, inputs, result, attributes);
        return result;
    }

    /// <summary>Gives a value the name of a graph output.</summary>
    public void Output(string value, string output, long[] shape)
    {
        Emit("Identity", [value], output, []);
        _graph.Message(12, ValueInfo(output, shape));
    }

    /// <summary>Declares a graph input; −1 stands for the batch.</summary>
    public string Input(string input, long[] shape)
    {
        _graph.Message(11, ValueInfo(input, shape));
        return input;
    }

    /// <summary>A weight, stored as half floats.</summary>
    public string Weight(string weight, float[] values, long[] shape)
    {
        if (_constants.TryGetValue(weight, out var known))
        {
            return known;
        }

        var halves = Array.ConvertAll(values, v => (Half)v);
        var stored = weight + HalfSuffix;
        _graph.Message(5, Tensor(stored, HalfType, shape, MemoryMarshal.AsBytes<Half>(halves)));
        return _constants[weight] = Node("Cast", [stored], ("to", (long)FloatType));
    }

    /// <summary>A float constant at full precision.</summary>
    public string Constant(float value) => Shared($"f{value:R}", n => Tensor(n, FloatType, [], MemoryMarshal.AsBytes<float>(new[] { value })));

    /// <summary>A vector of integers, for shapes and axes.</summary>
    public string Integers(params long[] values) =>
        Shared($"i{string.Join('_', values)}", n => Tensor(n, Int64Type, [values.Length], MemoryMarshal.AsBytes<long>(values)));

    /// <summary>A vector of one repeated float.</summary>
    public string Repeated(float value, int count) =>
        Shared($"r{value:R}x{count}", n => Tensor(n, FloatType, [count], MemoryMarshal.AsBytes<float>(Enumerable.Repeat(value, count).ToArray())));

    /// <summary>The finished model.</summary>
    public byte[] ToModel(string producer) => new ProtobufWriter()
        .Integer(1, 9)
        .Text(2, producer)
        .Message(7, _graph.Text(2, name))
        .Message(8, new ProtobufWriter().Text(1, "").Integer(2, 19))
        .ToArray();

    private string Shared(string constant, Func<string, ProtobufWriter> tensor)
    {
        if (!_constants.ContainsKey(constant))
        {
            _graph.Message(5, tensor(constant));
            _constants[constant] = constant;
        }

        return constant;
    }

    private void Emit(string op, IReadOnlyList<string> inputs, string output, (string Name, object Value)[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, $"{op}_{output}").Text(4, op);
        foreach (var (attribute, value) in attributes)
        {
            node.Message(5, Attribute(attribute, value));
        }

        _graph.Message(1, node);
    }

    private static ProtobufWriter Attribute(string attribute, object value)
    {
        var writer = new ProtobufWriter().Text(1, attribute);
        switch (value)
        {
            case float number:
                return writer.Float(2, number).Integer(20, 1);
            case long integer:
                return writer.Integer(3, integer).Integer(20, 2);
            case string text:
                return writer.Text(4, text).Integer(20, 3);
            case long[] integers:
                foreach (var item in integers)
                {
                    writer.Integer(8, item);
                }

                return writer.Integer(20, 7);
            default:
                throw new ArgumentException($"Attribute '{attribute}' has an unsupported type.", nameof(value));
        }
    }

    private static ProtobufWriter Tensor(string tensor, int type, long[] shape, ReadOnlySpan<byte> raw)
    {
        var writer = new ProtobufWriter();
        foreach (var dimension in shape)
        {
            writer.Integer(1, dimension);
        }

        return writer.Integer(2, type).Text(8, tensor).Bytes(9, raw);
    }

    private static ProtobufWriter ValueInfo(string value, long[] shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (var dimension in shape)
        {
            var entry = new ProtobufWriter();
            dimensions.Message(1, dimension < 0 ? entry.Text(2, "batch") : entry.Integer(1, dimension));
        }

        var tensor = new ProtobufWriter().Integer(1, FloatType).Message(2, dimensions);
        return new ProtobufWriter().Text(1, value).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
