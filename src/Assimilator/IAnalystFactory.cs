using Slams.Core.Analyses;

namespace Slams.Assimilator;

/// <summary>Makes the analyst that a host uses.</summary>
public interface IAnalystFactory
{
    /// <summary>Loads the analyst.</summary>
    /// <exception cref="InvalidDataException">There is no intact model, or one for another interval of cycles; the message says what is wrong with which file or key.</exception>
    ICycleAnalyst Load();
}
