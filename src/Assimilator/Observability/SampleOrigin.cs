namespace Slams.Assimilator.Observability;

/// <summary>Where the samples of a job come from, and if from the instance that gathers, why.</summary>
internal enum SampleOrigin
{
    /// <summary>Over the log, from whoever has done the job.</summary>
    Shared,

    /// <summary>Sampled here: nothing had come for a while.</summary>
    Late,

    /// <summary>Sampled here: others cannot.</summary>
    Declined,

    /// <summary>Sampled here: the log has failed.</summary>
    LogFailed,
}
