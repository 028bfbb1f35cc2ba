using Slams.Core.Analyses;

namespace Slams.Publisher.Edr;

/// <summary>One quantity of the collection.</summary>
/// <param name="Name">Name in queries and answers, that of the variable in the netCDF files.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Description">What the values are.</param>
/// <param name="Method">Statistic over the ensemble, in the words of CF cell methods.</param>
/// <param name="Field">The whole field in K, <c>[level, latitude, longitude]</c>.</param>
internal sealed record EdrParameter(string Name, string Label, string Description, string Method, Func<Analysis, float[]> Field)
{
    /// <summary>Unit in UCUM.</summary>
    public const string Unit = "K";

    /// <summary>The quantity in the CF standard names.</summary>
    public const string ObservedProperty = "http://vocab.nerc.ac.uk/standard_name/air_temperature/";
}
