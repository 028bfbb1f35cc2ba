namespace Slams.Core.Windows.Stores;

/// <summary>Whether the windows of a network hold many observations: once one has held so many, those after it will.</summary>
/// <param name="many">Observations of a window that are many.</param>
internal sealed class NetworkSize(int many = NetworkSize.Many)
{
    /// <summary>Observations that are many where nothing else is said: as objects they take some 10 MB.</summary>
    public const int Many = 50_000;

    private bool _isLarge;

    /// <summary>Whether it is large, now that a window holds so many.</summary>
    public bool IsLargeWith(int observations) => _isLarge |= observations >= many;
}
