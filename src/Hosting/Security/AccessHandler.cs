using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Security;

/// <summary>Lets requests pass that have the scope or more, and all where nobody is asked.</summary>
internal sealed class AccessHandler(IOptions<AccessOptions> options) : AuthorizationHandler<AccessRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        if (!options.Value.IsOn
            || context.User.Claims.Any(claim => claim.Type == AccessRequirement.Claim && Enum.TryParse<AccessScope>(claim.Value, out var scope) && scope >= requirement.Scope))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
