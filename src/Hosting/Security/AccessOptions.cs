using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Security;

/// <summary>Who may use the HTTP side of a worker, section <c>Access</c>. With neither tokens nor an identity provider anybody may.</summary>
public sealed class AccessOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Access";

    /// <summary>API tokens.</summary>
    public IList<ApiTokenOptions> Tokens { get; } = [];

    /// <summary>An identity provider whose tokens are taken.</summary>
    public OidcOptions Oidc { get; set; } = new();

    /// <summary>Whether anybody is asked who he is.</summary>
    internal bool IsOn => Tokens.Count > 0 || Oidc.Authority.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Oidc.Authority.Length > 0 && Oidc.Audience.Length == 0)
        {
            // Otherwise every token of the provider would do, whatever it was made for.
            yield return new ValidationResult($"{Section}:Oidc:Audience must not be empty where there is an Authority.");
        }

        if (Oidc.Authority.Length > 0
            && !(Uri.TryCreate(Oidc.Authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && !Oidc.RequireHttps))))
        {
            yield return new ValidationResult($"{Section}:Oidc:Authority must be an https address, not '{Oidc.Authority}'.");
        }

        if (Tokens.GroupBy(token => token.Sha256, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            yield return new ValidationResult($"{Section}:Tokens must differ from each other, but {string.Join(" and ", twice.Select(token => $"'{token.Name}'"))} have the same Sha256.");
        }
    }
}
