namespace Slams.Cli.Diagnosis;

/// <summary>How a finding bears on the service.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>The service works, and somebody should look.</summary>
    Warning,

    /// <summary>The service will not work, or not for long.</summary>
    Failed,
}
