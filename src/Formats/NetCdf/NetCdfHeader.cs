namespace Slams.Formats.NetCdf;

/// <summary>A checked header.</summary>
internal sealed record NetCdfHeader(
    IReadOnlyList<NetCdfDimension> Dimensions, NetCdfAttributeCollection Attributes, IReadOnlyList<NetCdfVariable> Variables);
