using System.Text;
using Slams.Core.Observations;

namespace Slams.Hosting.Ingest;

/// <summary>A file of a source, or why it is none.</summary>
/// <param name="Path">Its full path; of a refused one without what could disturb a terminal or a log.</param>
/// <param name="Refused">Why it is not read; null where it is.</param>
public sealed record InputFile(string Path, string? Refused)
{
    /// <summary>Its name without the folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The dead letter that a refused file becomes; null of one that is read.</summary>
    public DeadLetter? ToDeadLetter() => Refused is null ? null : new DeadLetter(Name, 0, Refused, Encoding.UTF8.GetBytes(Name));
}
