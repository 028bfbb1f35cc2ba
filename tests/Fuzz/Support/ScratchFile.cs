namespace Slams.Fuzz.Support;

/// <summary>A file for readers that take a path. It is of this process alone.</summary>
internal sealed class ScratchFile
{
    private readonly string _folder;

    /// <param name="name">Its name.</param>
    /// <param name="beside">Other files of its folder.</param>
    public ScratchFile(string name, params (string Name, byte[] Content)[] beside)
    {
        _folder = Directory.CreateTempSubdirectory("slams-fuzz-").FullName;
        Path = System.IO.Path.Combine(_folder, name);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_folder, recursive: true);
        foreach (var (other, content) in beside)
        {
            File.WriteAllBytes(System.IO.Path.Combine(_folder, other), content);
        }
    }

    public string Path { get; }

    public string Folder => _folder;

    /// <summary>Gives it another content; returns its path.</summary>
    public string With(byte[] content)
    {
        File.WriteAllBytes(Path, content);
        return Path;
    }
}
