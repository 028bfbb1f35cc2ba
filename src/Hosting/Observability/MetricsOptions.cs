using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Observability;

/// <summary>Where metrics are served, section <c>Metrics</c>.</summary>
public sealed class MetricsOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Metrics";

    /// <summary>
    /// Address with a port of its own, <c>http://ADDRESS:PORT</c>, so that those who may read the service need not be those who may watch
    /// it; empty: <c>/metrics</c> at the worker's own address.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>The address in parts; null where metrics have none of their own.</summary>
    internal Uri? Address => Url.Length == 0 ? null : new Uri(Url);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length > 0 && !(Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.AbsolutePath == "/" && uri.Query.Length == 0))
        {
            yield return new ValidationResult($"{Section}:{nameof(Url)} must be http://ADDRESS:PORT without a path, or empty, not '{Url}'.", [nameof(Url)]);
        }
    }
}
