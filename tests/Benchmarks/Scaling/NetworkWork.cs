using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;

namespace Slams.Benchmarks.Scaling;

/// <summary>
/// Multiplications and additions of a network, counted from the shapes of its kernels: each is applied once at every cell of its grid. The names of the layers tell the grid,
/// as the networks are built: that of the latents, or one halved once or twice more.
/// </summary>
internal static partial class NetworkWork
{
    private const int GraphField = 7, InitializerField = 5, DimensionsField = 1, NameField = 8;

    /// <summary>Operations for each cell of the grid of the states, a multiplication and an addition counted as two.</summary>
    /// <param name="file">ONNX file of a network without adjoint.</param>
    public static double OperationsPerCell(string file) =>
        2 * Messages(File.ReadAllBytes(file), GraphField).SelectMany(graph => Messages(graph, InitializerField)).Sum(Kernel);

    /// <summary>Products of a kernel for each cell; a matrix is applied once a sample, which is nothing.</summary>
    private static double Kernel(byte[] tensor)
    {
        var (name, dimensions) = ("", new List<long>());
        var input = new CodedInputStream(tensor);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case NameField:
                    name = input.ReadString();
                    break;
                case DimensionsField when WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint:
                    dimensions.Add(input.ReadInt64());
                    break;
                case DimensionsField:
                    var packed = input.ReadBytes().CreateCodedInput();
                    while (!packed.IsAtEnd)
                    {
                        dimensions.Add(packed.ReadInt64());
                    }

                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        // What normalisations scale by is stored in the shape of a field.
        return dimensions.Count == 4 && dimensions[0] > 1 ? dimensions.Aggregate(1.0, (product, size) => product * size) / Math.Pow(4, 1 + Halvings(name)) : 0;
    }

    /// <summary>Halvings below the grid of the latents.</summary>
    private static int Halvings(string layer)
    {
        var found = Level().Match(layer);
        return found.Success
            ? int.Parse(found.Groups["level"].Value, CultureInfo.InvariantCulture) + (found.Groups["part"].Value == "up" ? 1 : 0)
            : 0;
    }

    private static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                yield return input.ReadBytes().ToByteArray();
            }
            else
            {
                input.SkipLastField();
            }
        }
    }

    [GeneratedRegex(@"^(?<part>enc|dec|down|up)(?<level>\d)")]
    private static partial Regex Level();
}
