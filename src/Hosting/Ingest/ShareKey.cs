namespace Slams.Hosting.Ingest;

/// <summary>What decides to which share a file of a source belongs.</summary>
public enum ShareKey
{
    /// <summary>Its name without the folder.</summary>
    Name,

    /// <summary>The folder that it is in: the files of a folder stay together.</summary>
    Folder,
}
