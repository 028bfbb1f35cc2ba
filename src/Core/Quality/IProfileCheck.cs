namespace Slams.Core.Quality;

/// <summary>One rule of the quality control of profiles. It adds to the verdict and never stops the stream.</summary>
public interface IProfileCheck
{
    /// <summary>Short name for logs and the list of active checks.</summary>
    string Name { get; }

    /// <summary>Judges a profile, given what earlier checks of the chain found.</summary>
    void Check(ProfileVerdict verdict);
}
