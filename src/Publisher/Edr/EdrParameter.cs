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

    /// <summary>Every parameter, in the order of answers.</summary>
    public static IReadOnlyList<EdrParameter> All { get; } =
    [
        new("air_temperature", "Air temperature", "Ensemble mean of the air temperature.", "mean", analysis => analysis.MeanK),
        new(
            "air_temperature_spread", "Spread of the air temperature", "Ensemble standard deviation (n-1) of the air temperature.",
            "standard_deviation", analysis => analysis.SpreadK),
    ];

    /// <summary>Reads <c>parameter-name</c>, names with commas between; all when it is absent.</summary>
    /// <exception cref="RequestProblem">A name is unknown.</exception>
    public static IReadOnlyList<EdrParameter> Parse(string? names)
    {
        if (string.IsNullOrEmpty(names))
        {
            return All;
        }

        var wanted = names.Split(',', StringSplitOptions.TrimEntries);
        return wanted.All(name => All.Any(parameter => parameter.Name == name))
            ? [.. All.Where(parameter => wanted.Contains(parameter.Name, StringComparer.Ordinal))]
            : throw new RequestProblem($"'parameter-name' is one or more of {string.Join(", ", All.Select(parameter => parameter.Name))}.");
    }
}
