using System.Globalization;

namespace Slams.Formats.NetCdf;

/// <summary>An attribute: text, or numbers of one type.</summary>
public sealed record NetCdfAttribute
{
    private NetCdfAttribute(string name, NetCdfType type, string text, IReadOnlyList<double> numbers)
    {
        Name = name;
        Type = type;
        Text = text;
        Numbers = numbers;
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Type of the values; <see cref="NetCdfType.Char"/> for text.</summary>
    public NetCdfType Type { get; }

    /// <summary>The text, empty when the attribute holds numbers.</summary>
    public string Text { get; }

    /// <summary>The numbers, empty when the attribute is text. Every classic type fits a double exactly.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>Whether the value is text.</summary>
    public bool IsText => Type == NetCdfType.Char;

    /// <summary>A text attribute, stored as UTF-8.</summary>
    public static NetCdfAttribute OfText(string name, string text) => new(name, NetCdfType.Char, text, []);

    /// <summary>A numeric attribute; CF wants the type of <c>_FillValue</c> and valid ranges to be that of the variable.</summary>
    /// <exception cref="ArgumentException">A number does not fit the type.</exception>
    public static NetCdfAttribute OfNumbers(string name, NetCdfType type, params ReadOnlySpan<double> numbers)
    {
        foreach (var number in numbers)
        {
            if (!Fits(type, number))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Attribute '{name}': {number} is no value of type {type}."),
                    nameof(numbers));
            }
        }

        return new(name, type, "", numbers.ToArray());
    }

    private static bool Fits(NetCdfType type, double number) => type switch
    {
        NetCdfType.Byte => number == Math.Floor(number) && number is >= sbyte.MinValue and <= sbyte.MaxValue,
        NetCdfType.Short => number == Math.Floor(number) && number is >= short.MinValue and <= short.MaxValue,
        NetCdfType.Int => number == Math.Floor(number) && number is >= int.MinValue and <= int.MaxValue,
        NetCdfType.Float or NetCdfType.Double => true,
        _ => false,
    };
}
