namespace Slams.Formats.Frames.Gridded;

/// <summary>The little that readers of fields need of a netCDF file, classic or netCDF-4.</summary>
internal interface IGridFile : IDisposable
{
    /// <summary>Variables of the root group.</summary>
    IReadOnlyList<IGridVariable> Variables { get; }

    /// <summary>A global text attribute, or null.</summary>
    string? Text(string attribute);
}
