using Slams.Core.Analyses;

namespace Slams.Publisher.Files;

/// <summary>How an analysis becomes a file and is read back.</summary>
internal interface IAnalysisFileFormat
{
    /// <summary>Writes to a path that does not exist yet; same analysis, same bytes.</summary>
    void Write(string path, Analysis analysis);

    /// <summary>Reads an analysis, without departures, which live in the feedback file.</summary>
    /// <exception cref="InvalidDataException">The file is not an analysis file.</exception>
    Analysis Read(string path);
}
