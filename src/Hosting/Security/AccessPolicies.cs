namespace Slams.Hosting.Security;

/// <summary>Names of the policies that endpoints ask for. Those that ask for none need <see cref="Read"/>.</summary>
public static class AccessPolicies
{
    /// <summary>May read.</summary>
    public const string Read = "slams-read";

    /// <summary>May operate.</summary>
    public const string Operate = "slams-operate";
}
