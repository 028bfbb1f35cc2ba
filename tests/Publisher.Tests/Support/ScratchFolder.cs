namespace Slams.Publisher.Tests.Support;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("slams-publisher-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
