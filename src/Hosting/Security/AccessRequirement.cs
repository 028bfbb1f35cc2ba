using Microsoft.AspNetCore.Authorization;

namespace Slams.Hosting.Security;

/// <summary>A scope that a request must have.</summary>
internal sealed record AccessRequirement(AccessScope Scope) : IAuthorizationRequirement
{
    /// <summary>Type of the claim with a scope that was found, by its name.</summary>
    public const string Claim = "slams-scope";
}
