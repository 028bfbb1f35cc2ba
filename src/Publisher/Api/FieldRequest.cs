using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Slams.Publisher.Api;

/// <summary>What a request for a field of a cycle says, alone or beside that of another.</summary>
internal sealed record FieldRequest
{
    [FromQuery(Name = "variable")]
    [Description("air_temperature.")]
    public string? Variable { get; init; }

    [FromQuery(Name = "level")]
    [Description("Pressure in Pa.")]
    public string? Level { get; init; }

    [FromQuery(Name = "statistic")]
    [Description("mean or spread.")]
    public string? Statistic { get; init; }

    [FromQuery(Name = "format")]
    [Description("json or binary.")]
    public string? Format { get; init; }
}
