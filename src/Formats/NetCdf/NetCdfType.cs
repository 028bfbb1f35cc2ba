namespace Slams.Formats.NetCdf;

/// <summary>External types of netCDF classic, with their codes in the file.</summary>
public enum NetCdfType
{
    /// <summary>Signed 8-bit integer.</summary>
    Byte = 1,

    /// <summary>Text byte.</summary>
    Char = 2,

    /// <summary>Signed 16-bit integer.</summary>
    Short = 3,

    /// <summary>Signed 32-bit integer.</summary>
    Int = 4,

    /// <summary>IEEE single.</summary>
    Float = 5,

    /// <summary>IEEE double.</summary>
    Double = 6,
}
