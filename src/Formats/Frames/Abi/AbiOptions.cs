using System.ComponentModel.DataAnnotations;
using Slams.Core.Satellites;

namespace Slams.Formats.Frames.Abi;

/// <summary>How images of the ABI imager (GOES-R series) are read, section <c>Abi</c>.</summary>
public sealed class AbiOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Abi";

    /// <summary>Band whose brightness temperature is turned into outgoing longwave flux, which is assimilated: 14 (11.2 µm) or 13 (10.3 µm); 0: none. Those of other bands are carried as such.</summary>
    [Range(0, 16)]
    public int OlrBand { get; set; } = 14;

    /// <summary>Coefficient a of the flux σ (T (a + b T))⁴ of a brightness temperature T.</summary>
    [Range(0.5, 2.0)]
    public double OlrLinear { get; set; } = 1.228;

    /// <summary>Coefficient b of the same, K-1.</summary>
    [Range(-0.01, 0.01)]
    public double OlrQuadraticPerK { get; set; } = -1.106e-3;

    /// <summary>Standard deviation of the error of that flux in W m-2, which all frames made so have in common.</summary>
    [Range(0.1, 100)]
    public double OlrErrorWattsPerSquareMetre { get; set; } = 12;

    /// <summary>Pixels that see the satellite further from the zenith than this, in degrees, are left out.</summary>
    [Range(1.0, 85.0)]
    public double MaximumZenithDegrees { get; set; } = 60;

    /// <summary>Whether pixels whose quality flag says "conditionally usable" are taken beside the good ones.</summary>
    public bool ConditionallyUsable { get; set; }

    /// <summary>Flux of a brightness temperature, as the settings have it.</summary>
    internal WindowRegression Regression => new(OlrLinear, OlrQuadraticPerK);
}
