using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Slams.Publisher.Edr;

/// <summary>What every data query may say beside its place (OGC 19-086r6, 8.2).</summary>
internal sealed record EdrQuery
{
    [FromQuery(Name = "parameter-name")]
    [Description("Names of parameters with commas between; all when absent.")]
    public string? ParameterName { get; init; }

    [FromQuery(Name = "z")]
    [Description("Levels in hPa: one, a list with commas between, all within LOW/HIGH, or RN/FIRST/STEP; all when absent.")]
    public string? Z { get; init; }

    [FromQuery(Name = "datetime")]
    [Description("Time of analysis (RFC 3339), or START/END, each end included or '..' for open; the newest analysis when absent.")]
    public string? Datetime { get; init; }

    [FromQuery(Name = "crs")]
    [Description("Reference system of the coordinates: CRS84 and no other.")]
    public string? Crs { get; init; }

    [FromQuery(Name = "f")]
    [Description("CoverageJSON or CSV; what the Accept header prefers when absent.")]
    public string? F { get; init; }
}
