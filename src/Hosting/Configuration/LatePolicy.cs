namespace Slams.Hosting.Configuration;

/// <summary>What becomes of observations that miss the first analysis of their cycle.</summary>
public enum LatePolicy
{
    /// <summary>They go to the late topic.</summary>
    SetAside,

    /// <summary>Within the bound they make a revision of the analysis; past it they go to the late topic.</summary>
    Revise,
}
