using System.Numerics;

namespace Slams.Formats.Frames.Gridded;

/// <summary>
/// From stored to physical values: unsigned reinterpretation first, then missing values and valid range (which are given in packed
/// units), then scale and offset.
/// </summary>
internal sealed class Unpacking
{
    // What netCDF writes into floats that were never set, when a file names no fill value.
    private const double DefaultFloatFill = 9.969209968386869e36;

    private readonly double _wrap;
    private readonly double[] _missing;
    private readonly double _low, _high, _scale, _offset;

    private Unpacking(IGridVariable variable, double wrap, double defaultFill)
    {
        _wrap = wrap;
        _missing = [.. variable.Numbers("_FillValue").Concat(variable.Numbers("missing_value")).Append(defaultFill).Select(Widen)];
        var range = variable.Numbers("valid_range");
        _low = Widen(range.Count == 2 ? range[0] : Number(variable, "valid_min", double.NegativeInfinity));
        _high = Widen(range.Count == 2 ? range[1] : Number(variable, "valid_max", double.PositiveInfinity));
        _scale = Number(variable, "scale_factor", 1);
        _offset = Number(variable, "add_offset", 0);
    }

    /// <summary>Unpacks the values of a variable as floats, or as doubles, of which times have need.</summary>
    public static TOut[] Unpack<T, TOut>(IGridVariable variable, T[] stored)
        where T : struct, INumber<T>, IMinMaxValue<T>
        where TOut : struct, IFloatingPointIeee754<TOut>
    {
        var integer = typeof(T) != typeof(float) && typeof(T) != typeof(double);
        var reinterpret = integer && T.MinValue < T.Zero
            && string.Equals(variable.Text("_Unsigned"), "true", StringComparison.OrdinalIgnoreCase);
        var wrap = reinterpret ? double.CreateChecked(T.MaxValue) - double.CreateChecked(T.MinValue) + 1 : 0;
        return new Unpacking(variable, wrap, integer ? double.NaN : DefaultFloatFill).Apply<T, TOut>(stored);
    }

    private static double Number(IGridVariable variable, string attribute, double fallback) =>
        variable.Numbers(attribute) is [var first, ..] ? first : fallback;

    private double Widen(double stored) => stored < 0 && double.IsFinite(stored) ? stored + _wrap : stored;

    private TOut[] Apply<T, TOut>(T[] stored)
        where T : struct, INumber<T>
        where TOut : struct, IFloatingPointIeee754<TOut>
    {
        var values = new TOut[stored.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = Widen(double.CreateChecked(stored[i]));
            var valid = value >= _low && value <= _high && Array.IndexOf(_missing, value) < 0;
            values[i] = valid ? TOut.CreateTruncating((value * _scale) + _offset) : TOut.NaN;
        }

        return values;
    }
}
