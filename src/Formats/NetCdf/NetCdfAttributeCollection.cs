using System.Collections;

namespace Slams.Formats.NetCdf;

/// <summary>Attributes of a file or a variable, in file order.</summary>
public sealed class NetCdfAttributeCollection : IReadOnlyList<NetCdfAttribute>
{
    private readonly IReadOnlyList<NetCdfAttribute> _attributes;

    internal NetCdfAttributeCollection(IReadOnlyList<NetCdfAttribute> attributes) => _attributes = attributes;

    /// <inheritdoc/>
    public int Count => _attributes.Count;

    /// <inheritdoc/>
    public NetCdfAttribute this[int index] => _attributes[index];

    /// <summary>An attribute by name, or null.</summary>
    public NetCdfAttribute? Find(string name) => _attributes.FirstOrDefault(a => a.Name == name);

    /// <summary>The text of an attribute; null when absent or not text.</summary>
    public string? Text(string name) => Find(name) is { IsText: true } found ? found.Text : null;

    /// <summary>The first number of an attribute; null when absent, text or empty.</summary>
    public double? Number(string name) => Find(name) is { IsText: false, Numbers: [var first, ..] } ? first : null;

    /// <inheritdoc/>
    public IEnumerator<NetCdfAttribute> GetEnumerator() => _attributes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
