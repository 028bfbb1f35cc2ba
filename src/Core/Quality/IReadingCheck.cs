using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>One rule of quality control. It adds to the verdict and never stops the stream.</summary>
public interface IReadingCheck
{
    /// <summary>Short name for logs and the list of active checks.</summary>
    string Name { get; }

    /// <summary>Judges one reading, given what earlier checks of the chain found.</summary>
    void Check(StationReading reading, ref ReadingVerdict verdict);
}
