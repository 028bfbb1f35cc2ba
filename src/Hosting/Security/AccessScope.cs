namespace Slams.Hosting.Security;

/// <summary>What somebody may do over HTTP.</summary>
public enum AccessScope
{
    /// <summary>Read analyses: page, API, data retrieval, events, description.</summary>
    Read,

    /// <summary>The same, and what tells of the inside of the service: metrics.</summary>
    Operate,
}
