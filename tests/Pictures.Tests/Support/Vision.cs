using Slams.Pictures.Colours;

namespace Slams.Pictures.Tests.Support;

/// <summary>
/// Colours as the colour-blind see them: matrices of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model
/// for simulation of color vision deficiency", 2009, at full severity.
/// </summary>
internal static class Vision
{
    private static readonly Dictionary<string, double[]> Matrices = new(StringComparer.Ordinal)
    {
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    public static IEnumerable<string> Kinds => Matrices.Keys;

    public static Rgb See(Rgb colour, string kind)
    {
        var m = Matrices[kind];
        double[] linear = [Linear(colour.Red), Linear(colour.Green), Linear(colour.Blue)];
        return new Rgb(Row(0), Row(1), Row(2));

        byte Row(int row) => Byte((m[3 * row] * linear[0]) + (m[(3 * row) + 1] * linear[1]) + (m[(3 * row) + 2] * linear[2]));
    }

    private static double Linear(byte value) => value / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static byte Byte(double linear)
    {
        var v = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (v <= 0.0031308 ? 12.92 * v : (1.055 * Math.Pow(v, 1 / 2.4)) - 0.055));
    }
}
