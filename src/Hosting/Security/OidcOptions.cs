namespace Slams.Hosting.Security;

/// <summary>JWT bearer tokens of an OpenID Connect provider, <c>Access:Oidc</c>.</summary>
public sealed class OidcOptions
{
    /// <summary>Address of the provider, https; empty: none. Its keys are fetched from there.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What tokens must be made for.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Scope (claim <c>scope</c> or <c>scp</c>) that allows to read.</summary>
    public string ReadScope { get; set; } = "slams.read";

    /// <summary>Scope that allows to operate, and to read.</summary>
    public string OperateScope { get; set; } = "slams.operate";

    /// <summary>Whether the provider must be asked over https; only for trials otherwise.</summary>
    public bool RequireHttps { get; set; } = true;
}
