using System.ComponentModel.DataAnnotations;
using Slams.Hosting.Configuration;

namespace Slams.Hosting.Security;

/// <summary>One API token, <c>Access:Tokens:N</c>. The token itself is nowhere in the configuration.</summary>
public sealed class ApiTokenOptions
{
    /// <summary>Whose it is.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the token in hex; <c>slams config token</c> makes both. Not shown, lest somebody puts the token there.</summary>
    [Secret, Required, RegularExpression("^[0-9A-Fa-f]{64}$")]
    public string Sha256 { get; set; } = "";

    /// <summary>What it is good for; <c>Operate</c> is more than <c>Read</c>.</summary>
    public AccessScope Scope { get; set; } = AccessScope.Read;
}
