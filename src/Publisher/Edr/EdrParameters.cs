using Microsoft.Extensions.Options;
using Slams.Formats.Models;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Edr;

/// <summary>The quantities of the collection: mean and spread, and climatology where the settings name a model.</summary>
internal sealed class EdrParameters
{
    /// <summary>Reads the climatology of <see cref="PublisherOptions.ModelFolder"/>, if there is one.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public EdrParameters(IOptions<PublisherOptions> options)
    {
        List<EdrParameter> all =
        [
            new("air_temperature", "Air temperature", "Ensemble mean of the air temperature.", "mean", analysis => analysis.MeanK),
            new(
                "air_temperature_spread", "Spread of the air temperature", "Ensemble standard deviation (n-1) of the air temperature.",
                "standard_deviation", analysis => analysis.SpreadK),
        ];
        if (options.Value.ModelFolder is { Length: > 0 } folder)
        {
            var climatology = new ClimatologyField(ModelClimatologyFile.Read(Path.Combine(folder, ModelClimatologyFile.FileName)));
            all.Add(new(
                "air_temperature_climatology", "Climatology of the air temperature",
                "Mean of the air temperature in the model's training years at this time of the year.", "mean", climatology.At));
        }

        All = all;
    }

    /// <summary>Every parameter, in the order of answers.</summary>
    public IReadOnlyList<EdrParameter> All { get; }

    /// <summary>Reads <c>parameter-name</c>, names with commas between; all when it is absent.</summary>
    /// <exception cref="RequestProblem">A name is unknown.</exception>
    public IReadOnlyList<EdrParameter> Parse(string? names)
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
