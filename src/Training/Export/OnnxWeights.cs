using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Slams.Training.Export;

/// <summary>Reads back the weights of a network that <see cref="OnnxEmitter"/> wrote, by the names of its parameters.</summary>
internal static class OnnxWeights
{
    // Field numbers of the public onnx.proto: ModelProto.graph, GraphProto.initializer, TensorProto.name and raw_data.
    private const int Graph = 7, Initializer = 5, Name = 8, RawData = 9;

    /// <summary>Weights by parameter name, as precise as half floats are.</summary>
    /// <exception cref="InvalidDataException">The file is no ONNX model.</exception>
    public static IReadOnlyDictionary<string, float[]> Read(byte[] model)
    {
        try
        {
            return Fields(ByteString.CopyFrom(model), Graph)
                .SelectMany(graph => Fields(graph, Initializer))
                .Select(tensor => (Name: Fields(tensor, Name).Single().ToStringUtf8(), Raw: Fields(tensor, RawData).Single()))
                .Where(tensor => tensor.Name.EndsWith(OnnxGraph.HalfSuffix, StringComparison.Ordinal))
                .ToDictionary(tensor => OnnxEmitter.ParameterOf(tensor.Name[..^OnnxGraph.HalfSuffix.Length]), tensor => Widen(tensor.Raw));
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new InvalidDataException($"No ONNX model: {exception.Message}", exception);
        }
    }

    private static float[] Widen(ByteString raw) => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(raw.Span).ToArray(), value => (float)value);

    /// <summary>Contents of every length-delimited field of a number.</summary>
    private static List<ByteString> Fields(ByteString message, int number)
    {
        var found = new List<ByteString>();
        var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(number, WireFormat.WireType.LengthDelimited))
            {
                found.Add(input.ReadBytes());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}
